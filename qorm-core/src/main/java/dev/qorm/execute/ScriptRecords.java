package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements of a script that change the history, so that running it by hand leaves the records that {@code
 * migrate} or {@code rollback} would leave. The script stops before a migration that is not the next one in the
 * database. If the database commits each statement that changes the schema, one that fails is in the journal as after a
 * crash, and the next run continues there.
 */
public final class ScriptRecords {
    private static final String AUTHOR = "qorm:sql";

    private final HistoryTables tables;
    private final Dialect dialect;
    private final MigrationSequence sequence;

    private ScriptRecords(HistoryTables tables, Dialect dialect, MigrationSequence sequence) {
        this.tables = tables;
        this.dialect = dialect;
        this.sequence = sequence;
    }

    /**
     * Returns the records for scripts.
     *
     * @param tables the tables that contain them
     * @param sequence the migrations of the project, on all their ways
     * @throws ExecutionException if a migration has a table with one of these names
     */
    public static ScriptRecords in(HistoryTables tables, Dialect dialect, MigrationSequence sequence) {
        tables.check(sequence);
        return new ScriptRecords(tables, dialect, sequence);
    }

    /** Whether a migration is the first one, so that the database has no records before it. */
    public boolean isFirst(NumberedMigration migration) {
        return sequence.predecessors(migration).isEmpty();
    }

    /** Returns the statements that create the tables, for an empty database. */
    public List<String> tables() {
        return dialect.renderer().render(List.copyOf(tables.wanted(dialect)), Schema.empty()).stream()
                .flatMap(operation -> operation.statements().stream())
                .map(statement -> statement.sql())
                .toList();
    }

    /**
     * Returns the records about one migration.
     *
     * @param statements the statements of the migration
     */
    public Course of(NumberedMigration migration, Direction direction, List<String> statements) {
        return new Course(migration, direction, List.copyOf(statements));
    }

    /** The records about one migration, which are written between its statements. */
    public final class Course {
        private final NumberedMigration migration;
        private final Direction direction;
        private final List<String> statements;
        private final boolean isJournalled = !dialect.hasTransactionalDdl();
        private final boolean isOneTransaction;

        private Course(NumberedMigration migration, Direction direction, List<String> statements) {
            this.migration = migration;
            this.direction = direction;
            this.statements = statements;
            this.isOneTransaction = !isJournalled && !dialect.doesConcurrently(migration);
        }

        /** Returns the comment that says when the script stops in the statements of {@link #begin}. */
        public String condition() {
            var last = direction == Direction.APPLY ? sequence.predecessors(migration) : List.of(migration);
            return last.isEmpty()
                    ? "Refused if the database already has migrations."
                    : last.stream().map(each -> each.id().toString()).collect(Collectors.joining(" or "))
                            + " must be the last migration of the database; otherwise this is refused.";
        }

        /** Returns the statements before the first one of the migration. */
        public List<String> begin() {
            var begin = new ArrayList<String>();
            if (isOneTransaction && direction == Direction.ROLL_BACK) {
                // A second script waits for the first one here, and then finds that the row is gone. When it applies a
                // migration, it finds at the end that the row already exists.
                begin.add("update " + tables.history() + " set state = state" + where());
            }
            begin.add(guard());
            if (isOneTransaction) {
                return begin;
            }
            if (direction == Direction.APPLY) {
                begin.add(insert(State.APPLYING));
            } else {
                begin.add("update " + tables.history() + " set state = '" + State.ROLLING_BACK + "'" + where());
                begin.addAll(intend(0));
            }
            begin.addAll(commit());
            return begin;
        }

        /**
         * Returns the statements after the one with this {@code number}, which starts at 0. The last one is followed by
         * {@link #end}, which is committed together with its effect on rows.
         */
        public List<String> behind(int number) {
            var next = intend(number + 1);
            return next.isEmpty()
                    ? next
                    : Stream.concat(next.stream(), commit().stream()).toList();
        }

        /** Returns the statements after the last one of the migration. */
        public List<String> end() {
            var end = new ArrayList<String>();
            if (direction == Direction.ROLL_BACK) {
                end.add("delete from " + tables.history() + where());
            } else if (isOneTransaction) {
                end.add(insert(State.APPLIED));
            } else {
                end.add("update " + tables.history() + " set state = '" + State.APPLIED + "', finished_at = " + now()
                        + where());
            }
            if (isJournalled) {
                end.add("delete from " + tables.step() + where());
            }
            end.addAll(commit());
            return end;
        }

        /**
         * Returns an insert that is refused if the migration is not the next one. Databases show the reason when a text
         * that is no number is cast to one; SQLite converts it to 0, and refuses only the missing checksum. Because the
         * text is computed from a query, a database does not evaluate it if it is not needed.
         */
        private String guard() {
            var count = dialect == Dialect.SQLITE ? "0" : "cast(" + complaint() + " as " + integer() + ")";
            return "insert into " + tables.history()
                    + " (operation_count, checksum, migration, state, started_at, tool_version, applied_by) select "
                    + count + ", null, " + text(migration) + ", '" + State.APPLYING + "', '', '', '' where "
                    + (direction == Direction.APPLY ? isNotNext() : isNotLast());
        }

        private String complaint() {
            return "concat('" + migration.id()
                    + (direction == Direction.APPLY ? " cannot be applied here" : " cannot be rolled back here")
                    + ", the last migration of the database is ', coalesce((select concat(migration, ' ', state) from "
                    + tables.history() + " order by migration desc limit 1), 'none'))";
        }

        private String integer() {
            return dialect.isMySqlFamily() ? "signed" : "integer";
        }

        private String isNotNext() {
            var before = sequence.predecessors(migration);
            return before.isEmpty()
                    ? "exists (select * from " + tables.history() + ")"
                    : "not " + hasOneOf(before) + " or " + knows(List.of(migration));
        }

        private String isNotLast() {
            var after = sequence.successors(migration);
            return "not " + hasOneOf(List.of(migration)) + (after.isEmpty() ? "" : " or " + knows(after));
        }

        private String knows(List<NumberedMigration> migrations) {
            return "exists (select * from " + tables.history() + " where migration in ("
                    + migrations.stream().map(ScriptRecords::text).collect(Collectors.joining(", ")) + "))";
        }

        private String hasOneOf(List<NumberedMigration> migrations) {
            return "exists (select * from " + tables.history() + " where state = '" + State.APPLIED + "' and ("
                    + migrations.stream()
                            .map(each -> "migration = " + text(each) + " and checksum = '" + each.checksum() + "'")
                            .collect(Collectors.joining(" or "))
                    + "))";
        }

        private String insert(State state) {
            var finished = state == State.APPLIED ? now() : "null";
            return "insert into " + tables.history()
                    + " (migration, checksum, state, operation_count, started_at, finished_at, tool_version, applied_by)"
                    + " values (" + text(migration) + ", '" + migration.checksum() + "', '" + state + "', "
                    + migration.operations().size() + ", " + now() + ", " + finished + ", '" + ToolVersion.get()
                    + "', '" + AUTHOR + "')";
        }

        /**
         * Returns the INTENT of a statement; when a migration is applied, that of the first one is the row in the
         * history.
         */
        private List<String> intend(int number) {
            return isJournalled && number < statements.size()
                    ? List.of("insert into " + tables.step()
                            + " (migration, step, statement_hash, state, started_at) values (" + text(migration) + ", "
                            + number + ", '" + StepJournal.hash(statements.get(number)) + "', 'INTENT', " + now()
                            + ")")
                    : List.of();
        }

        /** A statement that changes rows is committed together with its record. */
        private List<String> commit() {
            return isJournalled ? List.of("commit") : List.of();
        }

        private String where() {
            return " where migration = " + text(migration);
        }
    }

    private static String text(NumberedMigration migration) {
        return "'" + migration.id() + "'";
    }

    /** Returns the expression for the current time in the format of the history: UTC in ISO 8601, with milliseconds. */
    private String now() {
        return switch (dialect) {
            case H2 -> "formatdatetime(current_timestamp, 'yyyy-MM-dd''T''HH:mm:ss.SSS''Z''', 'en', 'UTC')";
            case SQLITE -> "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
            case POSTGRESQL -> "to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
            case MARIADB, MYSQL -> "concat(left(date_format(utc_timestamp(3), '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z')";
        };
    }
}
