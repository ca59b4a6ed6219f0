package dev.qorm.it;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The same facts as those of {@link SakilaFacts}, read from a database with queries to its own catalog. qorm's own
 * tables are left out.
 */
final class SakilaCatalog {
    private static final Pattern CAST = Pattern.compile("::(?:\"[a-z_.]+\"|[a-z_]+( [a-z]+)*)(\\(\\d+(,\\d+)?\\))?");
    private static final Pattern PRECISION = Pattern.compile("(?i)(current_timestamp)\\(\\d\\)");

    private final SortedMap<String, String> facts = new TreeMap<>();
    private final Client client;
    private final String database;

    private SakilaCatalog(Client client, String database) {
        this.client = client;
        this.database = database;
    }

    /** The facts of a database, {@code h2} or {@code postgresql}. */
    static SortedMap<String, String> read(Client client, String database) {
        return new SakilaCatalog(client, database).read();
    }

    private SortedMap<String, String> read() {
        client.query(query("objects")).forEach(fact -> facts.put(fact.toLowerCase(Locale.ROOT), "yes"));
        each("columns", (column, cells) -> column(column, cells.split("\\|", -1)));
        each(
                database + "-enumerations",
                (column, values) -> facts.put("column " + column + " type", "enumeration(" + values + ")"));
        each("keys", this::key);
        each("references", this::reference);
        each(database + "-indexes", (index, name) -> {
            facts.put("index " + index, "yes");
            facts.put("index " + index + " name", name.toLowerCase(Locale.ROOT));
        });
        return facts;
    }

    private static String query(String name) {
        return SakilaFacts.text("catalog/" + name + ".sql");
    }

    private void each(String name, BiConsumer<String, String> line) {
        for (var row : client.query(query(name))) {
            var split = row.indexOf('=');
            line.accept(row.substring(0, split).toLowerCase(Locale.ROOT), row.substring(split + 1));
        }
    }

    private void column(String column, String[] cells) {
        facts.put(column + " nullable", cells[0].toLowerCase(Locale.ROOT));
        facts.put(column + " type", type(cells[2].toLowerCase(Locale.ROOT), List.of(cells)));
        if (cells[1].equals("YES")) {
            facts.put(column + " auto_increment", "yes");
        } else if (!cells[7].isEmpty()) {
            facts.put(column + " default", defaultValue(cells[7]));
        }
    }

    private static String type(String name, List<String> cells) {
        return switch (name) {
            case "character varying" -> "varchar(" + cells.get(3) + ")";
            case "character" -> "char(" + cells.get(3) + ")";
            case "character large object" -> "text";
            case "numeric", "decimal" -> "decimal(" + cells.get(4) + "," + cells.get(5) + ")";
            case "bytea", "binary large object" -> "blob";
            case "timestamp", "timestamp without time zone" -> "timestamp(" + cells.get(6) + ")";
            default -> name;
        };
    }

    /** Without what a database adds: casts, brackets, quotes. */
    private static String defaultValue(String expression) {
        var text = CAST.matcher(expression).replaceAll("");
        text = PRECISION.matcher(text).replaceAll("$1");
        text = text.replaceAll("[()']", "");
        var folded = text.toLowerCase(Locale.ROOT);
        return List.of("true", "current_timestamp").contains(folded) ? folded : text;
    }

    private void key(String key, String name) {
        if (key.startsWith("check ")) {
            return;
        }
        var fact = key.startsWith("unique ") ? key.replace("unique ", "unique key ") : key;
        facts.put(fact, "yes");
        if (!fact.startsWith("primary key ")) {
            facts.put(fact + " name", name.toLowerCase(Locale.ROOT));
        }
    }

    private void reference(String columns, String target) {
        var cells = target.toLowerCase(Locale.ROOT).split("\\|", -1);
        var key = "foreign key " + columns;
        facts.put(key + " references", cells[0]);
        facts.put(key + " on_delete", cells[1]);
        facts.put(key + " on_update", cells[2]);
    }
}
