package dev.qorm.schema;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a database compares and sorts the texts of a column. Collations belong to a database: none has those of another.
 *
 * @param database {@code postgresql}, {@code sqlite}, {@code mariadb} or {@code mysql}
 * @param name its name there; in lower case, except on PostgreSQL, where case matters
 */
public record Collation(String database, String name) implements Comparable<Collation> {
    private static final List<String> OF_SQLITE = List.of("binary", "nocase", "rtrim");

    /** qorm writes texts in this character set. */
    private static final Pattern OF_MYSQL = Pattern.compile("utf8mb4_\\w+");

    public Collation {
        switch (database) {
            case "postgresql" -> checkPostgres(name);
            case "sqlite" -> {
                name = name.toLowerCase(Locale.ROOT);
                checkSqlite(name);
            }
            case "mariadb", "mysql" -> {
                name = name.toLowerCase(Locale.ROOT);
                checkMySql(database, name);
            }
            case "h2" ->
                throw new SchemaException("cannot have the collation '" + name
                        + "' on H2, which has none for a column; leave it out there, or, if the project uses H2 only,"
                        + " use fields.nativeType(\"…\", \"varchar_ignorecase(80)\")");
            default ->
                throw new SchemaException("has a collation on '" + database
                        + "', which is no database; there are postgresql, sqlite, mariadb and mysql");
        }
    }

    private static void checkPostgres(String name) {
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl) || name.equals("default")) {
            throw new SchemaException("cannot have the collation '" + name + "' on postgresql: "
                    + (name.equals("default")
                            ? "a column without one has the default of the database; leave it out"
                            : "it needs a name, as in select collname from pg_collation"));
        }
    }

    private static void checkSqlite(String name) {
        if (!OF_SQLITE.contains(name)) {
            throw new SchemaException("cannot have the collation '" + name
                    + "' on sqlite, which itself has binary, nocase and rtrim only; one that an application registers does"
                    + " not exist when a migration runs");
        }
    }

    private static void checkMySql(String database, String name) {
        if (!OF_MYSQL.matcher(name).matches()) {
            throw new SchemaException("cannot have the collation '" + name + "' on " + database
                    + ": it must be one of utf8mb4, the character set of qorm's texts; show collation like"
                    + " 'utf8mb4%' lists them. Another character set needs fields.nativeType(…)");
        }
    }

    /** Compares the names of the databases. */
    @Override
    public int compareTo(Collation other) {
        return database.compareTo(other.database);
    }
}
