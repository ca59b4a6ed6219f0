package dev.qorm.command;

import dev.qorm.command.SqlScript.Part;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.execute.WaysThereAndBack;
import dev.qorm.execute.WaysThereAndBack.Runs;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.testing.RandomDialects;
import dev.qorm.testing.RandomEvolutions;
import dev.qorm.testing.RandomEvolutions.Step;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The lives of schemas on real servers, there and back by scripts alone. How many: {@code -Dqorm.tries=10000}. */
class ScriptLawsTest {
    @Provide
    Arbitrary<List<Step>> evolutions() {
        return RandomEvolutions.evolutions();
    }

    @Provide
    Arbitrary<Dialect> dialects() {
        return RandomDialects.mostlyEmbedded();
    }

    @Property
    void aScriptDoesWhatMigrateDoes(@ForAll("dialects") Dialect dialect, @ForAll("evolutions") List<Step> steps) {
        WaysThereAndBack.go(dialect, steps, false, new Runs() {
            private int applied;

            @Override
            public void migrate(TestDatabase database, MigrationSequence sequence, MigrationId last) {
                var parts = new ArrayList<Part>();
                for (; applied < sequence.migrations().size(); applied++) {
                    var migration = sequence.migrations().get(applied);
                    if (migration.id().compareTo(last) > 0) {
                        break;
                    }
                    parts.add(Part.of(dialect, migration, Direction.APPLY, sequence.before(migration.id())));
                }
                run(database, parts);
            }

            @Override
            public void rollback(TestDatabase database, MigrationSequence sequence, MigrationId first) {
                var parts = new ArrayList<Part>();
                while (applied > 0
                        && sequence.migrations().get(applied - 1).id().compareTo(first) >= 0) {
                    var migration = sequence.migrations().get(--applied);
                    parts.add(Part.of(dialect, migration, Direction.ROLL_BACK, sequence.before(migration.id())));
                }
                run(database, parts);
            }
        });
    }

    private static void run(TestDatabase database, List<Part> parts) {
        var lines = new SqlScript(database.dialect(), parts).lines();
        database.execute(String.join("\n", WriteSqlTest.withoutShell(lines)));
    }
}
