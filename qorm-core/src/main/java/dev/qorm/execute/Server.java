package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server behind a connection: checks that its kind and version are supported, and configures how it reads
 * statements.
 */
final class Server {
    private static final Pattern VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

    private Server() {}

    /**
     * Prepares a new connection for the statements of a dialect.
     *
     * @throws ExecutionException if the server is too old or of another kind, or has no schema to work in
     */
    static void prepare(Connection connection, Dialect dialect) throws SQLException {
        var metaData = connection.getMetaData();
        check(dialect, metaData.getDatabaseProductName(), metaData.getDatabaseProductVersion());
        var sql = new Sql(connection, dialect);
        for (var statement : dialect.sessionStatements()) {
            sql.execute(statement);
        }
        if (dialect == Dialect.POSTGRESQL) {
            requireSchema(sql);
        } else if (dialect.isMySqlFamily()) {
            var session = sql.query(
                            "select database(), @@character_set_client",
                            row -> new Session(row.getString(1), row.getString(2)))
                    .get(0);
            requireDatabase(session, dialect);
            requireUnicode(session);
        }
    }

    /** Unqualified names must refer to a schema: without one, no table can be found. */
    private static void requireSchema(Sql sql) throws SQLException {
        if (sql.schema() == null) {
            throw sql.query(
                            "select current_setting('search_path'), current_user",
                            row -> ExecutionException.contradiction("there is no schema '" + row.getString(1)
                                    + "', or the user " + row.getString(2)
                                    + " may not use it. Correct currentSchema in qorm.url, or create the schema and"
                                    + " grant " + row.getString(2) + " usage and create on it"))
                    .get(0);
        }
    }

    /**
     * A session of MySQL or MariaDB.
     *
     * @param database the current database, or null for none
     * @param characters the character set that statements are sent in
     */
    private record Session(@Nullable String database, String characters) {}

    /** Without one, the name of a lock is NULL, and no table can be found. */
    private static void requireDatabase(Session session, Dialect dialect) {
        if (session.database == null) {
            throw ExecutionException.contradiction("qorm.url names no database. Name it after the host, such as jdbc:"
                    + dialect.name().toLowerCase(Locale.ROOT) + "://localhost/blog, and create it first: create"
                    + " database blog");
        }
    }

    /** The driver replaces each character that the character set does not have with a question mark. */
    private static void requireUnicode(Session session) {
        if (!session.characters.startsWith("utf8")) {
            throw ExecutionException.contradiction("statements would be sent in the character set " + session.characters
                    + ", and texts would lose the characters that it does not have. Remove characterEncoding from qorm.url,"
                    + " and skip-character-set-client-handshake from the settings of the server");
        }
    }

    /**
     * Checks the product and version of a server.
     *
     * @param product {@code MySQL}; drivers of MySQL report this for MariaDB, too, whose name is then in the version
     * @param version {@code 8.0.33}, {@code 11.4.5-MariaDB}, {@code 17.2 (Debian 17.2-1)}, {@code 19beta1}
     */
    static void check(Dialect dialect, String product, String version) {
        var isMariaDb = (product + version).toLowerCase(Locale.ROOT).contains("mariadb");
        if (dialect.isMySqlFamily() && isMariaDb != (dialect == Dialect.MARIADB)) {
            var actual = isMariaDb ? Dialect.MARIADB : Dialect.MYSQL;
            throw ExecutionException.contradiction("the server is " + actual.displayName() + " " + version + ", not "
                    + dialect.displayName() + "; begin the URL with jdbc:"
                    + actual.name().toLowerCase(Locale.ROOT) + ": and use its driver");
        }
        var minimum = dialect.minimumVersion();
        if (Arrays.compare(numbers(version), numbers(minimum)) < 0) {
            throw ExecutionException.contradiction("the server is " + dialect.displayName() + " " + version
                    + ", and qorm needs " + minimum + " or later");
        }
    }

    /** Old versions of MariaDB put {@code 5.5.5-} before their own. */
    private static int[] numbers(String version) {
        var matcher = VERSION.matcher(version.replaceFirst("^5\\.5\\.5-(?=\\d)", ""));
        var numbers = new int[3];
        for (var i = 0; matcher.lookingAt() && i < numbers.length; i++) {
            var group = matcher.group(i + 1);
            numbers[i] = group == null ? 0 : Integer.parseInt(group);
        }
        return numbers;
    }
}
