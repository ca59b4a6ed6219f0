package dev.qorm.dialect;

import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.AlterColumn;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.SqlSyntax;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of database. This class does not load jOOQ, which takes almost a second: only {@link #renderer()} does, and a
 * run that has nothing to do does not call it.
 */
public enum Dialect {
    /** H2, version 2.3 or later. Every DDL statement commits. */
    H2("H2", "2.3.0", false, "h2", "h2"),
    /** PostgreSQL, version 13 or later, the first that can turn a generated column into a plain one. */
    POSTGRESQL("PostgreSQL", "13.0", true, "postgresql", "postgres"),
    /** SQLite, version 3.34 or later. */
    SQLITE("SQLite", "3.34.0", true, "sqlite", "sqlite3"),
    /** MariaDB, version 10.8 or later. Every DDL statement commits. */
    MARIADB("MariaDB", "10.8.0", false, "mariadb", "mariadb"),
    /** MySQL, version 8.0.19 or later. Every DDL statement commits. */
    MYSQL("MySQL", "8.0.19", false, "mysql", "mysql");

    /**
     * Standard SQL where MySQL and MariaDB differ from it: a quoted {@code "name"} is a name, {@code ||} concatenates
     * texts, a value that does not fit is refused and never truncated, and a 0 in an auto-increment column stays a 0. A day
     * such as 0000-00-00 that a row or a default has is left alone: otherwise, most changes of its table would be refused.
     */
    private static final String STANDARD_MODE = "ANSI_QUOTES,PIPES_AS_CONCAT,NO_AUTO_VALUE_ON_ZERO,STRICT_ALL_TABLES,"
            + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    /** All rows may be updated, and what is read from the catalog is complete and in one form. */
    private static final String WHOLE = "sql_safe_updates = 0, sql_select_limit = default, sql_quote_show_create = 1";

    /** Hides the primary keys that MySQL, since 8.0.30 and if configured, generates for tables without one. */
    private static final String UNGENERATED = " /*!80030 , show_gipk_in_create_table_and_information_schema = off */";

    private final String displayName;
    private final String minimumVersion;
    private final boolean transactionalDdl;
    private final String urlName;
    private final String otherName;

    /**
     * A {@code timestamp} has no default, and is not set on each update, unless its column says so; the default since
     * 10.10.
     */
    private static final String AS_WRITTEN = " /*M!100804 , explicit_defaults_for_timestamp = 1 */";

    Dialect(String displayName, String minimumVersion, boolean transactionalDdl, String urlName, String otherName) {
        this.displayName = displayName;
        this.minimumVersion = minimumVersion;
        this.transactionalDdl = transactionalDdl;
        this.urlName = urlName;
        this.otherName = otherName;
    }

    /** Returns the kind of database that a JDBC URL refers to: {@code jdbc:h2:…}, {@code jdbc:postgresql:…}. */
    public static Optional<Dialect> ofUrl(String jdbcUrl) {
        var parts = jdbcUrl.strip().split(":", 3);
        return parts.length == 3 && parts[0].equalsIgnoreCase("jdbc") ? ofName(parts[1]) : Optional.empty();
    }

    /**
     * Returns the kind of database with a name: {@code h2}, {@code postgresql} or {@code postgres}, {@code mariadb},
     * {@code mysql}.
     */
    public static Optional<Dialect> ofName(String name) {
        var wanted = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(dialect -> dialect.urlName.equals(wanted) || dialect.otherName.equals(wanted))
                .findFirst();
    }

    /** Returns its name in URLs and {@code qorm.dialect}: {@code postgresql}. */
    public String urlName() {
        return urlName;
    }

    /** Returns the name of the product. */
    public String displayName() {
        return displayName;
    }

    /** Returns the oldest version that has everything that qorm uses, of two or three numbers. */
    public String minimumVersion() {
        return minimumVersion;
    }

    /** Whether DDL can be rolled back in a transaction; otherwise each statement commits by itself. */
    public boolean hasTransactionalDdl() {
        return transactionalDdl;
    }

    /** Whether tables and columns can have comments; if not, they are not part of the database. */
    public boolean hasComments() {
        return this != SQLITE;
    }

    /**
     * Returns a part of a table as the catalog has it, if that is another way to say the same: on MySQL and MariaDB,
     * every primary key is called {@code PRIMARY} and a unique constraint is a unique index; databases that check
     * foreign keys immediately have only one action that refuses, under either name; SQLite has no comments; only
     * PostgreSQL has columns that an index includes; and no database has the collations of another.
     */
    public TableElement stored(TableElement part) {
        if (this != POSTGRESQL && !part.include().isEmpty()) {
            return stored(part.withoutIncluded());
        }
        if (part instanceof ForeignKey key) {
            return key.onDelete(stored(key.onDelete())).onUpdate(stored(key.onUpdate()));
        }
        if (part instanceof Column column) {
            return stored(column);
        }
        if (isMySqlFamily() && part instanceof PrimaryKey key) {
            return key.named("PRIMARY");
        }
        return isMySqlFamily()
                        && part instanceof Index index
                        && index.isUnique()
                        && index.columns().stream().noneMatch(column -> column.isDescending() || column.isExpression())
                ? new UniqueConstraint(index.name(), index.columnNames())
                : part;
    }

    private Column stored(Column column) {
        var own = column.collations().stream()
                .filter(each -> each.database().equals(urlName) && !each.name().equals(collation()))
                .toList();
        var collated = own.size() == column.collations().size() ? column : column.collations(own);
        return hasComments() ? collated : collated.comment(null);
    }

    /** Whether a column has another collation before than after, among those that its migrations state for this database. */
    public boolean changesCollation(AlterColumn operation) {
        return !Objects.equals(
                operation.from().collation(urlName), operation.to().collation(urlName));
    }

    private ReferentialAction stored(ReferentialAction action) {
        var checksAtOnce = this == H2 || isMySqlFamily();
        return checksAtOnce && action == ReferentialAction.NO_ACTION ? ReferentialAction.RESTRICT : action;
    }

    /** Whether this is MySQL or MariaDB, which have more in common with each other than with the others. */
    public boolean isMySqlFamily() {
        return this == MARIADB || this == MYSQL;
    }

    /**
     * Returns the collation of texts that tables of MySQL and MariaDB declare: by code points and without padding, so
     * that a unique constraint means the same as on the other databases. Null if qorm declares none.
     */
    public @Nullable String collation() {
        return switch (this) {
            case H2, POSTGRESQL, SQLITE -> null;
            case MARIADB -> "utf8mb4_nopad_bin";
            case MYSQL -> "utf8mb4_0900_bin";
        };
    }

    /** Returns how it splits SQL into tokens. */
    public SqlSyntax syntax() {
        return switch (this) {
            case H2 -> SqlSyntax.H2;
            case POSTGRESQL -> SqlSyntax.POSTGRESQL;
            case SQLITE -> SqlSyntax.SQLITE;
            case MARIADB, MYSQL -> SqlSyntax.MYSQL;
        };
    }

    /**
     * Returns the statements that a session must run so that the statements of {@link #renderer()} have the intended
     * meaning.
     */
    public List<String> sessionStatements() {
        return switch (this) {
            case H2 -> List.of();
            // Otherwise, a backslash in a text changes what follows it.
            case POSTGRESQL -> List.of("set standard_conforming_strings = on");
            // Otherwise, references to a table do not follow its new name.
            case SQLITE -> List.of("pragma legacy_alter_table = off");
            case MARIADB ->
                List.of("set session sql_mode = '" + STANDARD_MODE + "', " + WHOLE + ", check_constraint_checks = 1"
                        + AS_WRITTEN);
            // A time that loses digits is truncated, as MariaDB does by default, and never becomes the next day.
            case MYSQL ->
                List.of("set session sql_mode = '" + STANDARD_MODE + ",TIME_TRUNCATE_FRACTIONAL', " + WHOLE
                        + UNGENERATED);
        };
    }

    /**
     * Whether it runs {@code migration} concurrently with the work of others, outside a transaction; other databases
     * run it like any other migration.
     */
    public boolean doesConcurrently(NumberedMigration migration) {
        return this == POSTGRESQL && migration.isConcurrent();
    }

    /** Returns the renderer for this kind of database, if only the migrations are known. */
    public DdlRenderer renderer() {
        return renderer(LiveDatabase.NONE);
    }

    /**
     * Returns the renderer for a database.
     *
     * @param live the state of the database before the first of the operations; ignored on H2 and SQLite
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
