package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rollback says that it brought no data back only where data may be gone. */
class LostDataTest {
    private static final String NAME = "column(\"name\", varchar(20))";
    private static final String NOTE = "column(\"note\", varchar(20)).nullable()";

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void isToldOfWhatLosesDataOnOneOfBothWays(Dialect dialect) {
        var other = dialect == Dialect.H2 ? "sqlite" : "h2";
        try (var project = TestProject.empty();
                var database = TestDatabase.fresh(dialect)) {
            project.migration("Migration0001", "createTable(\"item\", column(\"price\", decimal(9, 4)), " + NAME + ")");
            project.migration("Migration0002", "createIndex(\"item\", index(\"item_ix\", \"name\"))");
            project.migration("Migration0003", "alterColumn(\"item\", " + NAME + ", column(\"name\", varchar(30)))");
            project.migration(
                    "Migration0004",
                    "runSql(\"update item set name = ''\").reversedBy(\"\").on(\"" + other + "\")",
                    "runSql(\"\").reversedBy(\"\")");
            project.migration("Migration0005", "addColumn(\"item\", " + NOTE + ")");
            project.migration("Migration0006", "dropColumn(\"item\", " + NOTE + ")");
            project.migration(
                    "Migration0007",
                    "alterColumn(\"item\", column(\"price\", decimal(9, 4)), column(\"price\", decimal(9, 2)))");
            project.migration("Migration0008", "runSql(\"delete from item\").reversedBy(\"\")");
            project.migration("Migration0009", "addColumn(\"item\", " + NOTE + ")");
            project.migration(
                    "Migration0010",
                    "alterColumn(\"item\", " + NOTE + ", column(\"note\", varchar(20))).backfill(\"\")");
            Migrate.run(project.request(database.database(), Mode.RUN));

            var lossy = new ArrayList<String>();
            for (var left = 10; left > 0; left--) {
                var result = Rollback.run(project.request(database.database(), Mode.RUN));
                if (result.mayHaveLostData()) {
                    result.migrations().forEach(id -> lossy.add(id.toString()));
                }
            }

            assertThat(lossy)
                    .isEqualTo(List.of(
                            "Migration0010",
                            "Migration0009",
                            "Migration0008",
                            "Migration0007",
                            "Migration0006",
                            "Migration0005",
                            "Migration0001"));
            assertThat(Rollback.run(project.request(database.database(), Mode.RUN))
                            .mayHaveLostData())
                    .isFalse();
        }
    }
}
