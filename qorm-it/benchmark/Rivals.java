import dev.qorm.dialect.Dialect;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.Operations;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Schema;
import dev.qorm.schema.TableElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The migrations of {@link Projects} for those that are compared with qorm: the same statements as SQL scripts of Flyway,
 * as a changelog of Liquibase, and over plain JDBC with a row in a history, the least that a tool could do.
 *
 * <pre>
 * java -cp … Rivals scripts FOLDER N DIALECT     V1.sql …, changelog.sql
 * java -cp … Rivals plain FOLDER URL USER        applies the scripts
 * java -cp … Rivals run URL USER STATEMENT       one statement: to make databases anew
 * </pre>
 */
public final class Rivals {
    private Rivals() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "scripts" ->
                scripts(
                        Path.of(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        Dialect.ofName(arguments[3]).orElseThrow());
            case "plain" -> plain(Path.of(arguments[1]), arguments[2], arguments[3]);
            case "run" -> run(arguments[1], arguments[2], arguments[3]);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** As the models of {@link Projects} map. */
    private static Operation table(int number) {
        var name = "model%05d".formatted(number);
        var parts = new ArrayList<TableElement>(List.of(
                Operations.column("id", ColumnTypes.bigint()).autoIncrement(),
                Operations.column("title", ColumnTypes.varchar(200)),
                Operations.column("content", ColumnTypes.text()).nullable(),
                Operations.column("rating", ColumnTypes.integer()).defaultValue(3),
                Operations.column("price", ColumnTypes.decimal(10, 2)).nullable(),
                Operations.column("active", ColumnTypes.bool()).defaultValue(true),
                Operations.column("created_at", ColumnTypes.timestamp()),
                Operations.column("parent_id", ColumnTypes.bigint()).nullable(),
                Operations.primaryKey(name + "_pkey", "id"),
                Operations.index(name + "_title_created_at_idx", "title", "created_at")));
        if (number > 1) {
            parts.add(Operations.index(name + "_parent_id_idx", "parent_id"));
            parts.add(Operations.foreignKey(name + "_parent_id_fkey", "parent_id")
                    .references("model%05d".formatted(number - 1), "id"));
        }
        return Operations.createTable(name, parts.toArray(TableElement[]::new));
    }

    private static void scripts(Path folder, int count, Dialect dialect) throws Exception {
        Files.createDirectories(folder);
        var renderer = dialect.renderer();
        var schema = Schema.empty();
        var changelog = new StringBuilder("--liquibase formatted sql\n");
        for (var i = 1; i <= count; i++) {
            var operation = table(i);
            var script = new StringBuilder();
            for (var rendered : renderer.render(List.of(operation), schema)) {
                rendered.statements()
                        .forEach(statement -> script.append(statement.sql()).append(";\n"));
            }
            schema = operation.applyTo(schema);
            var name = ((CreateTable) operation).table().name();
            Files.writeString(folder.resolve("V" + i + "__" + name + ".sql"), script);
            changelog
                    .append("\n--changeset bench:").append(i).append('\n')
                    .append(script)
                    .append("--rollback drop table ").append(name).append(";\n");
        }
        Files.writeString(folder.resolve("changelog.sql"), changelog);
    }

    private static void plain(Path folder, String url, String user) throws Exception {
        try (var connection = DriverManager.getConnection(url, user, "");
                var files = Files.list(folder)) {
            try (var statement = connection.createStatement()) {
                statement.execute("create table history (version integer primary key, applied_at timestamp)");
            }
            var scripts = files.filter(file -> file.getFileName().toString().startsWith("V"))
                    .sorted((a, b) -> version(a) - version(b))
                    .toList();
            connection.setAutoCommit(false);
            for (var script : scripts) {
                for (var sql : Files.readString(script).split(";\n")) {
                    try (var statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                }
                record(connection, version(script));
                connection.commit();
            }
        }
    }

    private static int version(Path script) {
        var name = script.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf('_')));
    }

    private static void record(Connection connection, int version) throws SQLException {
        try (var insert = connection.prepareStatement("insert into history values (?, ?)")) {
            insert.setInt(1, version);
            insert.setTimestamp(2, Timestamp.from(Instant.now()));
            insert.executeUpdate();
        }
    }

    private static void run(String url, String user, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
