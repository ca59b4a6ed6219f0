package dev.qorm.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What is published about Sakila, fact by fact: {@code column city.city type} is {@code varchar(50)}. Where all that
 * matters is that something is there, the value is {@code yes}.
 */
final class SakilaFacts {
    private static final String FOLDER = "/sakila/";

    private SakilaFacts() {}

    static SortedMap<String, String> published() {
        var facts = new TreeMap<String, String>();
        rows("columns.csv", row -> column(facts, row));
        rows("keys.csv", row -> key(facts, row));
        rows("objects.csv", row -> put(facts, row.get("kind") + " " + row.get("name"), "yes"));
        return facts;
    }

    /** The names of the 16 tables. */
    static List<String> tables() {
        return published().keySet().stream()
                .filter(fact -> fact.startsWith("table "))
                .map(fact -> fact.substring("table ".length()))
                .toList();
    }

    /** The columns of a table in their order. */
    static List<String> columns(String table) {
        var columns = new ArrayList<String>();
        rows("columns.csv", row -> {
            if (row.get("table").equals(table)) {
                columns.add(row.get("column"));
            }
        });
        return columns;
    }

    private static void column(Map<String, String> facts, Map<String, String> row) {
        var column = "column " + row.get("table") + "." + row.get("column");
        put(facts, "table " + row.get("table"), "yes");
        for (var fact : List.of("type", "nullable", "default", "auto_increment", "on_update")) {
            put(facts, column + " " + fact, row.get(fact));
        }
    }

    private static void key(Map<String, String> facts, Map<String, String> row) {
        var key = row.get("kind") + " " + row.get("table") + "(" + row.get("columns") + ")";
        put(facts, key, "yes");
        for (var fact : List.of("name", "references", "on_delete", "on_update")) {
            put(facts, key + " " + fact, row.get(fact));
        }
    }

    private static void put(Map<String, String> facts, String fact, String value) {
        if (!value.isEmpty()) {
            facts.put(fact, value);
        }
    }

    /** Gives each line of a file, as a map from the names in its first line, to {@code consumer}. */
    static void rows(String file, Consumer<Map<String, String>> consumer) {
        var lines = text(file).lines().toList();
        var header = lines.get(0).split(";", -1);
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split(";", -1);
            if (cells.length != header.length) {
                throw new IllegalStateException(file + " has a line of " + cells.length + " cells: " + line);
            }
            var row = new TreeMap<String, String>();
            for (var i = 0; i < cells.length; i++) {
                row.put(header[i], cells[i]);
            }
            consumer.accept(row);
        }
    }

    /** A file of the folder of this story. */
    static String text(String file) {
        try (var stream = SakilaFacts.class.getResourceAsStream(FOLDER + file)) {
            if (stream == null) {
                throw new IllegalStateException("there is no resource " + FOLDER + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
