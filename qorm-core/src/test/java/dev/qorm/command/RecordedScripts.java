package dev.qorm.command;

import dev.qorm.command.SqlRequest.Range;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** Scripts of three migrations that record what they do. */
abstract class RecordedScripts {
    static final String HISTORY = "shop_history";

    final TestProject shop = TestProject.empty()
            .migration(
                    "Migration0001",
                    "createTable(\"author\", column(\"id\", bigint()).autoIncrement(),"
                            + " column(\"name\", varchar(80)), primaryKey(\"author_pkey\", \"id\"))",
                    "runSql(\"insert into author (name) values ('Ada;')\").reversedBy(\"\")")
            .migration(
                    "Migration0002",
                    "addColumn(\"author\", column(\"slug\", varchar(80))).backfill(\"x\")",
                    "createIndex(\"author\", index(\"author_slug_idx\", \"slug\"))")
            .migration("Migration0003", "addUnique(\"author\", unique(\"author_name_key\", \"name\"))");

    @AfterEach
    final void delete() {
        shop.close();
    }

    final List<String> lines(Dialect dialect, Range range, Direction direction) {
        return WriteSql.run(new SqlRequest(shop.code(), null, dialect, range, direction, HISTORY))
                .lines();
    }

    /** As a shell does it: a statement after the other. */
    final void run(TestDatabase database, Range range, Direction direction) {
        statements(database.dialect(), range, direction).forEach(database::execute);
    }

    final List<String> statements(Dialect dialect, Range range, Direction direction) {
        var script = String.join(
                "\n",
                WriteSqlTest.withoutShell(lines(dialect, range, direction)).stream()
                        .filter(line -> !line.startsWith("--"))
                        .toList());
        return Stream.of(script.split(";(?:\n|$)", -1))
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    final List<String> states(TestDatabase database) {
        return ListMigrations.run(request(database)).stream()
                .map(each -> each.id() + " " + each.state())
                .toList();
    }

    final List<String> differences(TestDatabase database) {
        return Verify.run(new VerifyRequest(request(database), null)).differences().stream()
                .map(Object::toString)
                .toList();
    }

    final MigrateRequest request(TestDatabase database) {
        return shop.request(database.database(), HISTORY, MigrateRequest.Mode.RUN);
    }
}
