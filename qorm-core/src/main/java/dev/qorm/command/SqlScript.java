package dev.qorm.command;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.MySqlMoments;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.execute.Run;
import dev.qorm.execute.ScriptRecords;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.RunJava;
import dev.qorm.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of migrations, as a script for the shell of the database.
 *
 * @param dialect the database
 * @param parts the migrations, in the order in which they run
 * @param records what it writes to the history, or null for nothing
 */
public record SqlScript(
        Dialect dialect, List<Part> parts, @Nullable ScriptRecords records) {
    public SqlScript {
        parts = List.copyOf(parts);
    }

    /** Creates a script that does not write the history. */
    public SqlScript(Dialect dialect, List<Part> parts) {
        this(dialect, parts, null);
    }

    /**
     * The SQL of one migration.
     *
     * @param migration the migration
     * @param direction whether it is applied or rolled back
     * @param operations its operations, in the order in which they run
     */
    public record Part(NumberedMigration migration, Direction direction, List<RenderedOperation> operations) {
        public Part {
            operations = List.copyOf(operations);
        }

        static Part of(Dialect dialect, NumberedMigration migration, Direction direction, Schema base) {
            var there = migration.forDatabase(dialect.urlName());
            var run = Run.whole(there, direction, base);
            var rendered = run.render(dialect.renderer());
            return new Part(
                    there,
                    direction,
                    dialect == Dialect.POSTGRESQL && !there.isConcurrent()
                            ? EarlyChecks.in(rendered, run.before())
                            : rendered);
        }

        private List<String> lines(Dialect dialect, ScriptFrame frame, ScriptRecords.@Nullable Course records) {
            var lines = new ArrayList<String>();
            lines.add(title());
            lines.addAll(frame.begin());
            if (records != null) {
                lines.add(comment(records.condition()));
                lines.addAll(ended(records.begin(), dialect));
            }
            var moments = MySqlMoments.of(migration.operations(), dialect);
            lines.addAll(ended(moments.before(), dialect));
            var number = 0;
            for (var operation : operations) {
                lines.add(comment(operation.operation().describe()));
                for (var statement : operation.statements()) {
                    if (statement.replaced() != null) {
                        lines.addAll(ScriptFrame.keeping(statement.replaced()));
                    }
                    lines.addAll(lines(operation, statement, dialect));
                    if (records != null) {
                        lines.addAll(ended(records.behind(number++), dialect));
                    }
                }
            }
            lines.addAll(ended(moments.after(), dialect));
            if (records != null) {
                lines.addAll(ended(records.end(), dialect));
            }
            lines.addAll(frame.commit());
            return lines;
        }

        private List<String> preview(Dialect dialect) {
            var lines = new ArrayList<String>();
            lines.add(title());
            for (var operation : operations) {
                lines.add(comment(operation.operation().describe()));
                operation.statements().forEach(statement -> lines.addAll(lines(operation, statement, dialect)));
            }
            return lines;
        }

        private String title() {
            var description = migration.description();
            return comment(migration.id()
                    + (direction == Direction.APPLY ? "" : ", rolled back")
                    + (description.isEmpty() ? "" : ": " + description));
        }

        private static List<String> lines(RenderedOperation operation, Statement statement, Dialect dialect) {
            if (operation.operation() instanceof RunJava java) {
                return inPlaceOf(java);
            }
            return ScriptStatement.of(statement.sql(), dialect).lines().toList();
        }

        private List<String> statements() {
            return operations.stream()
                    .flatMap(operation -> operation.statements().stream())
                    .map(Statement::sql)
                    .toList();
        }

        /** If the Java code did not run, statements after it might lose data that it was to preserve. */
        private static List<String> inPlaceOf(RunJava java) {
            return List.of(
                    "-- A script cannot run it. Do by hand here what it does, and delete the next line, at which the"
                            + " script stops.",
                    "select * from \"" + java.step().getName() + " has to run here\";");
        }

        /** Returns a comment on one line, whatever the names and statements of users contain. */
        private static String comment(String text) {
            return "-- " + text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
        }
    }

    /** Returns the script that applies {@code migrations} to {@code base}, one after the other. */
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
     * Returns the script: the settings of the session, a comment before each migration and each operation, and an empty
     * line between migrations. A migration is a transaction if migrate runs it in one.
     */
    public List<String> lines() {
        var frame = records == null ? ScriptFrame.of(dialect) : ScriptFrame.recording(dialect);
        var lines = new ArrayList<>(frame.start());
        if (records != null && beginsWithNothing(records)) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add("-- The tables for qorm's records; leave them out if the database already has them.");
            lines.addAll(ended(records.tables(), dialect));
        }
        for (var part : parts) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            var course = records == null ? null : records.of(part.migration(), part.direction(), part.statements());
            lines.addAll(part.lines(dialect, frame.around(part.migration(), dialect, records != null), course));
        }
        lines.addAll(frame.end());
        return lines;
    }

    /** Returns only the statements of the migrations, for reading and not for a shell. */
    public List<String> preview() {
        return parts.stream().flatMap(part -> part.preview(dialect).stream()).toList();
    }

    /** Whether the first migration of the script is the first of all. */
    private boolean beginsWithNothing(ScriptRecords records) {
        return !parts.isEmpty()
                && parts.get(0).direction() == Direction.APPLY
                && records.isFirst(parts.get(0).migration());
    }

    private static List<String> ended(List<String> statements, Dialect dialect) {
        return statements.stream().map(sql -> ScriptStatement.of(sql, dialect)).toList();
    }
}
