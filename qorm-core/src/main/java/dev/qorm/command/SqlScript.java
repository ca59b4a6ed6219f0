package dev.qorm.command;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.execute.Run;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.RunJava;
import dev.qorm.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * The SQL of migrations, as a script for the shell of the database.
 *
 * @param dialect the kind of database
 * @param parts the migrations, in the order in which they run
 */
public record SqlScript(Dialect dialect, List<Part> parts) {
    public SqlScript {
        parts = List.copyOf(parts);
    }

    /**
     * The SQL of one migration.
     *
     * @param migration the migration
     * @param direction which way
     * @param operations what it does, in the order in which it runs
     */
    public record Part(NumberedMigration migration, Direction direction, List<RenderedOperation> operations) {
        public Part {
            operations = List.copyOf(operations);
        }

        static Part of(Dialect dialect, NumberedMigration migration, Direction direction, Schema base) {
            var run = Run.whole(migration, direction, base);
            return new Part(migration, direction, run.render(dialect.renderer()));
        }

        private List<String> lines(Dialect dialect, ScriptFrame frame) {
            var lines = new ArrayList<String>();
            var description = migration.description();
            lines.add(comment(migration.id()
                    + (direction == Direction.APPLY ? "" : ", rolled back")
                    + (description.isEmpty() ? "" : ": " + description)));
            lines.addAll(frame.begin());
            for (var operation : operations) {
                lines.add(comment(operation.operation().describe()));
                if (operation.operation() instanceof RunJava java
                        && !operation.statements().isEmpty()) {
                    lines.addAll(inPlaceOf(java));
                    continue;
                }
                for (var statement : operation.statements()) {
                    var text = dialect.isMySqlFamily()
                            ? ScriptStatement.ofMySql(statement.sql())
                            : ScriptStatement.of(statement.sql());
                    text.lines().forEach(lines::add);
                }
            }
            lines.addAll(frame.commit());
            return lines;
        }

        /** Without it, what stands behind it may lose what it was to keep. */
        private static List<String> inPlaceOf(RunJava java) {
            return List.of(
                    "-- A script cannot run it. Do here by hand what it does, and delete the next line, at which the"
                            + " script stops.",
                    "select * from \"" + java.step().getName() + " has to run here\";");
        }

        /** In one line, whatever names and statements of users hold. */
        private static String comment(String text) {
            return "-- " + text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
        }
    }

    /** What applies {@code migrations}, one after the other, to {@code base}. */
    static SqlScript of(Dialect dialect, List<NumberedMigration> migrations, Schema base) {
        var parts = new ArrayList<Part>();
        var schema = base;
        for (var migration : migrations) {
            parts.add(Part.of(dialect, migration, Direction.APPLY, schema));
            schema = migration.applyTo(schema);
        }
        return new SqlScript(dialect, parts);
    }

    /**
     * The script: what the session needs, a comment before each migration and each operation, an empty line between
     * migrations. A migration is a transaction where migrate makes it one.
     */
    public List<String> lines() {
        var frame = ScriptFrame.of(dialect);
        var lines = new ArrayList<>(frame.start());
        for (var part : parts) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(part.lines(dialect, frame.around(part.migration(), dialect)));
        }
        lines.addAll(frame.end());
        return lines;
    }
}
