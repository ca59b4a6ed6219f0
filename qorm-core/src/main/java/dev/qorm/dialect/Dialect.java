package dev.qorm.dialect;

import dev.qorm.schema.ReferentialAction;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of database. This class does not load jOOQ, which takes most of a second: only {@link #renderer()} does, and a
 * run that has nothing to do does not ask for it.
 */
public enum Dialect {
    /** H2, version 2.2 or later. Every DDL statement commits. */
    H2("H2", false, "h2", "h2"),
    /** PostgreSQL, version 12 or later. */
    POSTGRESQL("PostgreSQL", true, "postgresql", "postgres"),
    /** SQLite, version 3.31 or later. */
    SQLITE("SQLite", true, "sqlite", "sqlite3");

    private final String displayName;
    private final boolean transactionalDdl;
    private final String urlName;
    private final String otherName;

    Dialect(String displayName, boolean transactionalDdl, String urlName, String otherName) {
        this.displayName = displayName;
        this.transactionalDdl = transactionalDdl;
        this.urlName = urlName;
        this.otherName = otherName;
    }

    /** The kind of database that a JDBC URL leads to: {@code jdbc:h2:…}, {@code jdbc:postgresql:…}. */
    public static Optional<Dialect> ofUrl(String jdbcUrl) {
        var parts = jdbcUrl.strip().split(":", 3);
        return parts.length == 3 && parts[0].equalsIgnoreCase("jdbc") ? ofName(parts[1]) : Optional.empty();
    }

    /** The kind of database of a name: {@code h2}, {@code postgresql} or {@code postgres}. */
    public static Optional<Dialect> ofName(String name) {
        var wanted = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(dialect -> dialect.urlName.equals(wanted) || dialect.otherName.equals(wanted))
                .findFirst();
    }

    /** The name of the product. */
    public String displayName() {
        return displayName;
    }

    /** Whether a transaction takes DDL back; otherwise each statement commits by itself. */
    public boolean hasTransactionalDdl() {
        return transactionalDdl;
    }

    /** Whether tables and columns can have comments; without, they are no part of the database. */
    public boolean hasComments() {
        return this != SQLITE;
    }

    /** The action that comes back from the catalogue: H2 says RESTRICT for both that refuse, since it checks at once. */
    public ReferentialAction stored(ReferentialAction action) {
        return this == H2 && action == ReferentialAction.NO_ACTION ? ReferentialAction.RESTRICT : action;
    }

    /** Renders operations for this kind of database. */
    public DdlRenderer renderer() {
        JooqSettings.quiet();
        return switch (this) {
            case H2 -> new MigrationRenderer((before, isAlone) -> new H2OperationRenderer(before));
            case POSTGRESQL -> new MigrationRenderer(PostgresOperationRenderer::new);
            case SQLITE -> new SqliteMigrationRenderer();
        };
    }
}
