package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SqliteTurnsTest {
    @Test
    void twoModulesOfAParallelBuildComeOneAfterTheOther() throws Exception {
        var isSecondIn = new AtomicBoolean();
        var second = new FutureTask<Void>(() -> {
            SqliteTurns.run("jdbc:sqlite:other.db", () -> isSecondIn.set(true));
            return null;
        });
        var thread = new Thread(second);

        SqliteTurns.run("jdbc:sqlite:blog.db", () -> {
            thread.start();
            while (thread.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            assertThat(isSecondIn).isFalse();
        });

        second.get();
        assertThat(isSecondIn).isTrue();
    }

    @Test
    void otherDatabasesLockByThemselves() throws Exception {
        var other = new FutureTask<Void>(() -> {
            SqliteTurns.run("jdbc:h2:./blog", () -> {});
            return null;
        });
        SqliteTurns.run("jdbc:sqlite:blog.db", () -> {
            new Thread(other).start();
            assertThat(other).succeedsWithin(Duration.ofSeconds(50));
        });
    }
}
