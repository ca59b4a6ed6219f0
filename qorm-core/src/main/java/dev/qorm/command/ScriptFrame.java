package dev.qorm.command;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lines around the statements of a script, so that running it by hand has the same effect as migrate: each
 * migration is applied completely or not at all, if the database can roll back DDL.
 *
 * @param start lines before all migrations
 * @param begin lines before the statements of a migration
 * @param commit lines after the statements of a migration
 * @param end lines after all migrations
 */
record ScriptFrame(List<String> start, List<String> begin, List<String> commit, List<String> end) {
    private static final String GOES_ON =
            "-- Each statement is recorded: if one fails, mvn qorm:migrate continues, or mvn qorm:rollback rolls it"
                    + " back. Without Maven, fix the cause and run the script from that statement on, after the lines"
                    + " before it that"
                    + " begin with set.";
    private static final String NO_TRANSACTION =
            "-- Not in a transaction. If a statement fails, drop what it left before you run it again.";

    static ScriptFrame of(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL ->
                new ScriptFrame(
                        start(dialect, stopping("psql"), "\\set ON_ERROR_STOP on"),
                        List.of("begin;"),
                        List.of("commit;"),
                        List.of());
            case SQLITE -> sqlite(start(dialect, stopping("sqlite3"), ".bail on"));
            case H2 -> plain(dialect, "org.h2.tools.RunScript, and not the Shell, which continues after errors");
            case MARIADB, MYSQL ->
                plain(
                        dialect,
                        dialect.urlName()
                                + " < this file, and not with its command source or --force, which continue after errors");
        };
    }

    /**
     * Returns the frame of a script that also writes the history. If every statement that changes the schema commits, a
     * statement that changes rows is committed together with its record.
     */
    static ScriptFrame recording(Dialect dialect) {
        var frame = of(dialect);
        var off = dialect == Dialect.H2 ? "set autocommit off;" : "set autocommit = 0;";
        var on = dialect == Dialect.H2 ? "set autocommit on;" : "set autocommit = 1;";
        return dialect.hasTransactionalDdl()
                ? frame
                : new ScriptFrame(
                        Stream.of(List.of(GOES_ON), frame.start(), List.of(off))
                                .flatMap(List::stream)
                                .toList(),
                        frame.begin(),
                        frame.commit(),
                        List.of(on));
    }

    /**
     * Returns lines that run before SQLite drops a table that is replaced by a new one: this also drops triggers and
     * indexes that no migration knows. migrate creates them again. A script cannot, and rolls back the migration if
     * there are any.
     */
    static List<String> keeping(Table replaced) {
        var known = replaced.indexes().keySet().stream().map(SqlText::constant).collect(Collectors.joining(", "));
        return guarded(
                replaced.name() + " has no trigger or index that a script would lose",
                "select count(*) from sqlite_master where tbl_name = " + SqlText.constant(replaced.name())
                        + " collate nocase and (type = 'trigger' or (type = 'index' and sql is not null and name collate nocase"
                        + " not in (" + known + ")))");
    }

    /** Rolls back the transaction unless {@code query} returns the count 0. */
    private static List<String> guarded(String condition, String query) {
        return List.of(
                "create temp table qorm_guard (lost int constraint " + SqlText.quoted(condition)
                        + " check (lost = 0));",
                "insert or rollback into qorm_guard " + query + ";",
                "drop table qorm_guard;");
    }

    /** Returns the frame of one migration: PostgreSQL runs a concurrent one outside a transaction. */
    ScriptFrame around(NumberedMigration migration, Dialect dialect, boolean isRecorded) {
        return dialect.doesConcurrently(migration)
                ? new ScriptFrame(
                        start, isRecorded ? List.of(GOES_ON, NO_TRANSACTION) : List.of(NO_TRANSACTION), List.of(), end)
                : this;
    }

    /**
     * By default the shell continues with the next statement. When a table is rebuilt, that statement would drop the
     * table whose rows could not be copied.
     */
    private static String stopping(String shell) {
        return "-- The next line makes " + shell
                + " stop at an error. Any other program must stop by itself, and must not get that line.";
    }

    private static ScriptFrame plain(Dialect dialect, String program) {
        return new ScriptFrame(
                start(dialect, "-- Run this so that it stops at an error: " + program + "."),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<String> start(Dialect dialect, String... notes) {
        return Stream.concat(
                        Stream.of(notes),
                        Stream.concat(unicode(dialect).stream(), dialect.sessionStatements().stream())
                                .map(sql -> ScriptStatement.of(sql, dialect)))
                .toList();
    }

    /**
     * Tells the server the encoding of the script. These shells use the locale of the machine, their own configuration
     * or the database, which could change texts. A driver handles this by itself.
     */
    private static List<String> unicode(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> List.of("set client_encoding = 'UTF8'");
            case MARIADB, MYSQL -> List.of("set names utf8mb4");
            case H2, SQLITE -> List.of();
        };
    }

    /**
     * Foreign keys are off while tables are rebuilt; otherwise, the rows that refer to a table would be deleted with
     * it. They must be switched off outside a transaction, because inside one this has no effect. No pragma tells
     * whether they were on before; it does no harm to switch them on. The check at the end finds rows that have lost
     * their target, and then rolls back the migration.
     */
    private static ScriptFrame sqlite(List<String> start) {
        return new ScriptFrame(
                Stream.concat(start.stream(), Stream.of("pragma foreign_keys = off;"))
                        .toList(),
                List.of("begin immediate;"),
                Stream.of(
                                List.of("pragma foreign_key_check;"),
                                guarded(
                                        "every foreign key has a target",
                                        "select count(*) from pragma_foreign_key_check"),
                                List.of("commit;"))
                        .flatMap(List::stream)
                        .toList(),
                List.of("pragma foreign_keys = on;"));
    }
}
