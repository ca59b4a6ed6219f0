package dev.qorm.dialect;

import dev.qorm.migration.NumberedMigration;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.SqlSyntax;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of database. This class does not load jOOQ, which takes most of a second: only {@link #renderer()} does, and a
 * run that has nothing to do does not ask for it.
 */
public enum Dialect {
    /** H2, version 2.3 or later. Every DDL statement commits. */
    H2("H2", "2.3.0", false, "h2", "h2"),
    /** PostgreSQL, version 13 or later, the first that makes a plain column of a generated one. */
    POSTGRESQL("PostgreSQL", "13.0", true, "postgresql", "postgres"),
    /** SQLite, version 3.34 or later. */
    SQLITE("SQLite", "3.34.0", true, "sqlite", "sqlite3"),
    /** MariaDB, version 10.8 or later. Every DDL statement commits. */
    MARIADB("MariaDB", "10.8.0", false, "mariadb", "mariadb"),
    /** MySQL, version 8.0.19 or later. Every DDL statement commits. */
    MYSQL("MySQL", "8.0.19", false, "mysql", "mysql");

    /**
     * Standard SQL where MySQL and MariaDB have a way of their own: a quoted {@code "name"} is a name, {@code ||} joins
     * texts, a value that does not fit is refused and never cut, and a 0 in a counted column stays a 0.
     */
    private static final String STANDARD_MODE = "ANSI_QUOTES,PIPES_AS_CONCAT,NO_AUTO_VALUE_ON_ZERO,STRICT_ALL_TABLES,"
            + "NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    /** All rows may be updated, and what is read of the catalogue is all there is, in one form. */
    private static final String WHOLE = "sql_safe_updates = 0, sql_select_limit = default, sql_quote_show_create = 1";

    /** Nothing is read of the primary keys that MySQL, from 8.0.30 on and where it is told so, gives to tables without one. */
    private static final String UNGENERATED = " /*!80030 , show_gipk_in_create_table_and_information_schema = off */";

    private final String displayName;
    private final String minimumVersion;
    private final boolean transactionalDdl;
    private final String urlName;
    private final String otherName;

    /** A {@code timestamp} has no default, and is not written at each update, but where its column says so; the default from 10.10 on. */
    private static final String AS_WRITTEN = " /*M!100804 , explicit_defaults_for_timestamp = 1 */";

    Dialect(String displayName, String minimumVersion, boolean transactionalDdl, String urlName, String otherName) {
        this.displayName = displayName;
        this.minimumVersion = minimumVersion;
        this.transactionalDdl = transactionalDdl;
        this.urlName = urlName;
        this.otherName = otherName;
    }

    /** The kind of database that a JDBC URL leads to: {@code jdbc:h2:…}, {@code jdbc:postgresql:…}. */
    public static Optional<Dialect> ofUrl(String jdbcUrl) {
        var parts = jdbcUrl.strip().split(":", 3);
        return parts.length == 3 && parts[0].equalsIgnoreCase("jdbc") ? ofName(parts[1]) : Optional.empty();
    }

    /** The kind of database of a name: {@code h2}, {@code postgresql} or {@code postgres}, {@code mariadb}, {@code mysql}. */
    public static Optional<Dialect> ofName(String name) {
        var wanted = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(dialect -> dialect.urlName.equals(wanted) || dialect.otherName.equals(wanted))
                .findFirst();
    }

    /** The name that URLs and {@code qorm.dialect} have for it: {@code postgresql}. */
    public String urlName() {
        return urlName;
    }

    /** The name of the product. */
    public String displayName() {
        return displayName;
    }

    /** The oldest version that has all that qorm uses, of two or three numbers. */
    public String minimumVersion() {
        return minimumVersion;
    }

    /** Whether a transaction takes DDL back; otherwise each statement commits by itself. */
    public boolean hasTransactionalDdl() {
        return transactionalDdl;
    }

    /** Whether tables and columns can have comments; without, they are no part of the database. */
    public boolean hasComments() {
        return this != SQLITE;
    }

    /**
     * A part of a table as the catalogue has it, where that is another way to say the same: MySQL and MariaDB call every
     * primary key {@code PRIMARY}, a unique constraint is a unique index there, a database that checks at once has
     * one action that refuses, called as it likes, and SQLite has no comments.
     */
    public TableElement stored(TableElement part) {
        if (part instanceof ForeignKey key) {
            return key.onDelete(stored(key.onDelete())).onUpdate(stored(key.onUpdate()));
        }
        if (!hasComments() && part instanceof Column column) {
            return column.comment(null);
        }
        if (isMySqlFamily() && part instanceof PrimaryKey key) {
            return key.named("PRIMARY");
        }
        return isMySqlFamily()
                        && part instanceof Index index
                        && index.isUnique()
                        && index.columns().stream().noneMatch(IndexColumn::isDescending)
                ? new UniqueConstraint(index.name(), index.columnNames())
                : part;
    }

    private ReferentialAction stored(ReferentialAction action) {
        var checksAtOnce = this == H2 || isMySqlFamily();
        return checksAtOnce && action == ReferentialAction.NO_ACTION ? ReferentialAction.RESTRICT : action;
    }

    /** Whether this is MySQL or MariaDB, which have more in common with each other than with the rest. */
    public boolean isMySqlFamily() {
        return this == MARIADB || this == MYSQL;
    }

    /**
     * The collation of texts, which tables of MySQL and MariaDB state: by code points and without padding, so that a
     * unique constraint means what it means on the other databases. Null where qorm states none.
     */
    public @Nullable String collation() {
        return switch (this) {
            case H2, POSTGRESQL, SQLITE -> null;
            case MARIADB -> "utf8mb4_nopad_bin";
            case MYSQL -> "utf8mb4_0900_bin";
        };
    }

    /** How it takes SQL apart. */
    public SqlSyntax syntax() {
        return switch (this) {
            case H2 -> SqlSyntax.H2;
            case POSTGRESQL -> SqlSyntax.POSTGRESQL;
            case SQLITE -> SqlSyntax.SQLITE;
            case MARIADB, MYSQL -> SqlSyntax.MYSQL;
        };
    }

    /** What a session has to run before the statements of {@link #renderer()} mean what they are meant to. */
    public List<String> sessionStatements() {
        return switch (this) {
            case H2 -> List.of();
            // Else a backslash in a text changes what comes behind it.
            case POSTGRESQL -> List.of("set standard_conforming_strings = on");
            // Else what refers to a table does not follow its new name.
            case SQLITE -> List.of("pragma legacy_alter_table = off");
            case MARIADB ->
                List.of("set session sql_mode = '" + STANDARD_MODE + "', " + WHOLE + ", check_constraint_checks = 1"
                        + AS_WRITTEN);
            // A time that loses digits is cut, as MariaDB does by itself, and never becomes the next day.
            case MYSQL ->
                List.of("set session sql_mode = '" + STANDARD_MODE + ",TIME_TRUNCATE_FRACTIONAL', " + WHOLE
                        + UNGENERATED);
        };
    }

    /** Whether it does {@code migration} beside the work of others, in no transaction: for the others it is one like any. */
    public boolean doesConcurrently(NumberedMigration migration) {
        return this == POSTGRESQL && migration.isConcurrent();
    }

    /** Renders operations for this kind of database, of which nothing is known but what the migrations say. */
    public DdlRenderer renderer() {
        return renderer(LiveDatabase.NONE);
    }

    /**
     * Renders operations for a database.
     *
     * @param live what it says before the first of the operations; of no matter to H2 and SQLite
     */
    public DdlRenderer renderer(LiveDatabase live) {
        JooqSettings.quiet();
        return switch (this) {
            case H2 -> new MigrationRenderer((before, migration, there) -> new H2OperationRenderer(before));
            case POSTGRESQL ->
                new MigrationRenderer(
                        (before, migration, there) ->
                                new PostgresOperationRenderer(before, migration, there.definitions()),
                        live);
            case SQLITE -> new SqliteMigrationRenderer();
            case MARIADB ->
                new MigrationRenderer(
                        (before, migration, there) -> new MariaDbOperationRenderer(before, there.collations()), live);
            case MYSQL ->
                new MigrationRenderer(
                        (before, migration, there) -> new MySqlOperationRenderer(before, there.collations()), live);
        };
    }
}
