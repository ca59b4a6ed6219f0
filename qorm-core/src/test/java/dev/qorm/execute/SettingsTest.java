package dev.qorm.execute;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.blob;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.schema.Schema;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a URL or a server may set otherwise changes nothing of what a migration does. */
class SettingsTest {
    private static final String PATH = "C:\\new 'x'";

    static Stream<Arguments> settings() {
        return TestDatabase.dialects().flatMap(dialect -> settings(dialect).map(each -> Arguments.of(dialect, each)));
    }

    private static Stream<String> settings(Dialect dialect) {
        return switch (dialect) {
            case H2 ->
                Stream.of(
                        "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                        "MODE=MySQL",
                        "MODE=MSSQLServer",
                        "DATABASE_TO_UPPER=FALSE",
                        "CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                        "IGNORECASE=TRUE",
                        "AUTOCOMMIT=OFF");
            case POSTGRESQL ->
                Stream.of(
                        "options=-c%20standard_conforming_strings=off",
                        "options=-c%20quote_all_identifiers=on%20-c%20DateStyle=German%20-c%20bytea_output=escape",
                        "options=-c%20default_transaction_isolation=serializable",
                        "preferQueryMode=simple");
            case SQLITE -> Stream.of("legacy_alter_table=true", "foreign_keys=true&journal_mode=WAL");
            case MYSQL ->
                Stream.concat(
                        settings(Dialect.MARIADB), Stream.of("sessionVariables=sql_generate_invisible_primary_key=1"));
            case MARIADB ->
                Stream.of(
                        "sessionVariables=autocommit=0,completion_type=1",
                        "sessionVariables=foreign_key_checks=0,unique_checks=0",
                        "sessionVariables=sql_safe_updates=1,sql_select_limit=1,sql_quote_show_create=0",
                        "useServerPrepStmts=true&tinyInt1isBit=false&useAffectedRows=true");
        };
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("settings")
    void changeNothing(Dialect dialect, String parameters) {
        var path = column("path", varchar(40)).defaultValue(PATH);
        var size = column("size", integer()).nullable();
        var migrations = MigrationSequence.of(List.of(
                new NumberedMigration(
                        new MigrationId(1),
                        List.of(
                                createTable(
                                        "author",
                                        column("id", bigint()).autoIncrement(),
                                        path,
                                        size,
                                        column("photo", blob()).nullable(),
                                        primaryKey("author_pkey", "id"),
                                        unique("author_path_key", "path")),
                                createTable("note", column("line", varchar(40))),
                                createTable(
                                        "book",
                                        column("id", bigint()).autoIncrement(),
                                        column("author_id", bigint()).nullable(),
                                        primaryKey("book_pkey", "id"),
                                        foreignKey("book_author_id_fkey", "author_id")
                                                .references("author", "id"),
                                        index("book_author_id_idx", "author_id")))),
                new NumberedMigration(
                        new MigrationId(2),
                        List.of(
                                renameTable("author", "writer"),
                                renameColumn("writer", "path", "home"),
                                alterColumn("writer", size, size.type(bigint()).nullable(false))
                                        .backfill(7),
                                addColumn("writer", column("note", text()).comment(PATH))
                                        .backfill(PATH),
                                addColumn("writer", column("state", enumeration("new", "it's")))
                                        .backfill("it's")))));
        try (var database = TestDatabase.fresh(dialect, parameters)) {
            var migrator = database.migrator();
            migrator.migrate(migrations, new MigrationId(1));
            database.execute("insert into author (size) values (null)");
            database.execute("insert into book (author_id) values (1)");

            migrator.migrate(migrations, null);

            assertThat(database.differences(migrations.replay())).isEmpty();
            assertThat(database.query("select home, size, note, state from writer"))
                    .containsExactly(List.of(PATH, "7", PATH, "it's"));

            migrator.rollback(migrations, new MigrationId(2));

            assertThat(database.differences(migrations.migrations().get(0).applyTo(Schema.empty())))
                    .isEmpty();
            assertThat(database.query("select path, size from author")).containsExactly(List.of(PATH, "7"));

            migrator.rollback(migrations, new MigrationId(1));
            assertThat(database.query("select count(*) from qorm_history")).containsExactly(List.of("0"));
        }
    }

    /** Else MariaDB, before 10.10 by itself, has the first one of a table written at each update of its row. */
    @Test
    void aMomentOfMariaDbIsWhatItsColumnSays() {
        assumeTrue(TestDatabase.dialects().anyMatch(Dialect.MARIADB::equals));
        var migrations = MigrationSequence.of(List.of(new NumberedMigration(
                new MigrationId(1),
                List.of(createTable(
                        "visit",
                        column("id", bigint()),
                        column("came_at", nativeType("timestamp")),
                        column("went_at", nativeType("timestamp")),
                        primaryKey("visit_pkey", "id"))))));
        try (var database = TestDatabase.fresh(Dialect.MARIADB, "sessionVariables=explicit_defaults_for_timestamp=0")) {
            database.migrator().migrate(migrations, null);

            assertThat(database.differences(migrations.replay())).isEmpty();
        }
    }
}
