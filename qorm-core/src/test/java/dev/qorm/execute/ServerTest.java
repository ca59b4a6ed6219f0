package dev.qorm.execute;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products and versions as drivers tell them. */
class ServerTest {
    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, PostgreSQL, 13.0",
        "POSTGRESQL, PostgreSQL, 17.2 (Debian 17.2-1.pgdg120+1)",
        "POSTGRESQL, PostgreSQL, 19beta1",
        "H2, H2, 2.3.230 (2024-07-15)",
        "SQLITE, SQLite, 3.34.0",
        "MARIADB, MariaDB, 10.8.0-MariaDB",
        "MARIADB, MariaDB, 11.4.5-MariaDB-log",
        "MARIADB, MySQL, 5.5.5-10.11.6-MariaDB-1:10.11.6+maria~ubu2204",
        "MYSQL, MySQL, 8.0.19",
        "MYSQL, MySQL, 8.4.0-commercial",
        "MYSQL, MySQL, 9.1.0"
    })
    void isTakenWhereItIsNewEnough(Dialect dialect, String product, String version) {
        assertThatCode(() -> Server.check(dialect, product, version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, PostgreSQL, 12.22, the server is PostgreSQL 12.22",
        "H2, H2, 1.4.200 (2019-10-14), the server is H2 1.4.200",
        "SQLITE, SQLite, 3.33.0, the server is SQLite 3.33.0",
        "MARIADB, MariaDB, 10.6.18-MariaDB, the server is MariaDB 10.6.18",
        "MARIADB, MySQL, 5.5.5-10.7.3-MariaDB, the server is MariaDB 5.5.5-10.7.3",
        "MYSQL, MySQL, 8.0.18, the server is MySQL 8.0.18",
        "MYSQL, MySQL, 5.7.44-log, the server is MySQL 5.7.44",
        "MYSQL, MySQL, 11.4.5-MariaDB, begin the URL with jdbc:mariadb:",
        "MARIADB, MySQL, 8.0.36, begin the URL with jdbc:mysql:"
    })
    void isRefusedByNameWhereItIsTooOldOrAnother(Dialect dialect, String product, String version, String words) {
        assertThatThrownBy(() -> Server.check(dialect, product, version))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining(words);
    }
}
