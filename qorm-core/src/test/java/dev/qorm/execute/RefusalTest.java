package dev.qorm.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Drivers keep half of what they know in causes. */
class RefusalTest {
    @Test
    void saysTheReasonThatTheDriverHasAsACause() {
        assertThat(Refusal.text(new SQLException("Attempt failed.", new UnknownHostException("nowhere"))))
                .isEqualTo("Attempt failed. (unknown host nowhere)");
        assertThat(Refusal.text(new SQLException("I/O error.", new SQLException("", new EOFException()))))
                .isEqualTo("I/O error. (EOFException)");
    }

    @Test
    void saysNothingTwice() {
        assertThat(Refusal.text(new SQLException("Socket error: broken pipe", new IOException("broken pipe"))))
                .isEqualTo("Socket error: broken pipe");
        assertThat(Refusal.text(new SQLException("no such table"))).isEqualTo("no such table");
    }
}
