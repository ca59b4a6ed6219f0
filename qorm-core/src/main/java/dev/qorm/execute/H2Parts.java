package dev.qorm.execute;

import dev.qorm.schema.Schema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the indexes, constraints and synonyms of an H2 database. The tables of its catalog are joined here: H2 has no
 * indexes for most of these joins, which would take minutes for a thousand tables.
 */
final class H2Parts {
    private static final String CONSTRAINT_COLUMNS = """
            select CONSTRAINT_SCHEMA, CONSTRAINT_NAME, TABLE_NAME, COLUMN_NAME
            from INFORMATION_SCHEMA.CONSTRAINT_COLUMN_USAGE where TABLE_SCHEMA = current_schema
            """;
    private static final String REFERENCES = """
            select CONSTRAINT_SCHEMA, CONSTRAINT_NAME, UNIQUE_CONSTRAINT_SCHEMA = current_schema, UNIQUE_CONSTRAINT_NAME,
                'SET DEFAULT' in (UPDATE_RULE, DELETE_RULE)
            from INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS
            """;
    private static final String CONSTRAINTS = """
            select CONSTRAINT_SCHEMA, CONSTRAINT_NAME, lower(CONSTRAINT_TYPE), TABLE_SCHEMA = current_schema, TABLE_NAME,
                REMARKS is not null, coalesce(NULLS_DISTINCT <> 'YES', false)
            from INFORMATION_SCHEMA.TABLE_CONSTRAINTS
            """;
    private static final String INDEX_COLUMNS = """
            select INDEX_NAME, TABLE_NAME, COLUMN_NAME
            from INFORMATION_SCHEMA.INDEX_COLUMNS where TABLE_SCHEMA = current_schema
            """;
    private static final String INDEXES = """
            select INDEX_NAME, TABLE_NAME, REMARKS is not null, coalesce(NULLS_DISTINCT <> 'YES', false)
            from INFORMATION_SCHEMA.INDEXES where TABLE_SCHEMA = current_schema and not IS_GENERATED
            """;
    private static final String SYNONYMS = """
            select SYNONYM_NAME, SYNONYM_FOR from INFORMATION_SCHEMA.SYNONYMS where SYNONYM_FOR_SCHEMA = current_schema
            """;

    static final String EQUAL_NULLS = "the nulls not distinct";

    private static final String SYNONYM = "the synonym ";

    private H2Parts() {}

    /**
     * An index, a constraint or a synonym.
     *
     * @param kind what it is, for the user: {@code the index }
     * @param table its table, or the table that a synonym stands for
     * @param isElsewhere whether that table is in another schema
     * @param columns its columns in the current schema, each with its table; for a foreign key, at both ends
     * @param key for a foreign key, the constraint that it refers to
     * @param extras the properties that no migration declares, for the user: {@code the comment}
     */
    record Part(
            String kind,
            String table,
            boolean isElsewhere,
            String name,
            Set<List<String>> columns,
            @Nullable String key,
            List<String> extras) {
        boolean isSynonymOf(String wanted) {
            return kind.equals(SYNONYM) && isSame(table, wanted);
        }

        boolean isOver(String wanted, String column) {
            return columns.contains(List.of(folded(wanted), folded(column)));
        }

        /** Returns how many of its columns belong to a table. */
        long columnsOf(String wanted) {
            return columns.stream()
                    .filter(each -> each.get(0).equals(folded(wanted)))
                    .count();
        }

        /** Whether it concerns a table of the schema, and not only tables of others or the history. */
        boolean touches(Schema schema) {
            return (!isElsewhere && schema.find(table) != null)
                    || columns.stream().anyMatch(column -> schema.find(column.get(0)) != null);
        }

        boolean isKnown(Schema schema) {
            var owner = isElsewhere || kind.equals(SYNONYM) ? null : schema.find(table);
            return owner != null && owner.elements().stream().anyMatch(element -> isSame(element.name(), name));
        }

        String text() {
            return kind + name + (kind.equals(SYNONYM) ? " for " : " of ") + table;
        }
    }

    /** Returns those of the current schema, and the constraints of other schemas that use its tables. */
    static List<Part> read(Sql sql) throws SQLException {
        var parts = new ArrayList<Part>();
        readConstraints(sql, parts);
        readIndexes(sql, parts);
        parts.addAll(sql.query(
                SYNONYMS,
                row -> new Part(SYNONYM, row.getString(2), false, row.getString(1), Set.of(), null, List.of())));
        return parts;
    }

    private static void readConstraints(Sql sql, List<Part> parts) throws SQLException {
        var columns = new HashMap<List<String>, Set<List<String>>>();
        sql.query(
                CONSTRAINT_COLUMNS,
                row -> columns.computeIfAbsent(
                                List.of(row.getString(1), row.getString(2)), constraint -> new HashSet<>())
                        .add(List.of(folded(row.getString(3)), folded(row.getString(4)))));
        record Reference(@Nullable String key, boolean isSetDefault) {}
        var references = new HashMap<List<String>, Reference>();
        sql.query(
                REFERENCES,
                row -> references.put(
                        List.of(row.getString(1), row.getString(2)),
                        new Reference(row.getBoolean(3) ? row.getString(4) : null, row.getBoolean(5))));
        sql.query(CONSTRAINTS, row -> {
            var id = List.of(row.getString(1), row.getString(2));
            var isHere = row.getBoolean(4);
            var used = columns.getOrDefault(id, Set.of());
            if (!isHere && used.isEmpty()) {
                return false;
            }
            var type = row.getString(3);
            var reference = references.getOrDefault(id, new Reference(null, false));
            return parts.add(new Part(
                    "the " + type + (type.equals("foreign key") ? " " : " constraint "),
                    row.getString(5),
                    !isHere,
                    row.getString(2),
                    used,
                    reference.key,
                    extras(Map.of(
                            "the set default",
                            reference.isSetDefault,
                            "the comment",
                            row.getBoolean(6),
                            EQUAL_NULLS,
                            row.getBoolean(7)))));
        });
    }

    private static void readIndexes(Sql sql, List<Part> parts) throws SQLException {
        var columns = new HashMap<String, Set<List<String>>>();
        sql.query(
                INDEX_COLUMNS,
                row -> columns.computeIfAbsent(row.getString(1), index -> new HashSet<>())
                        .add(List.of(folded(row.getString(2)), folded(row.getString(3)))));
        parts.addAll(sql.query(
                INDEXES,
                row -> new Part(
                        "the index ",
                        row.getString(2),
                        false,
                        row.getString(1),
                        columns.getOrDefault(row.getString(1), Set.of()),
                        null,
                        extras(Map.of("the comment", row.getBoolean(3), EQUAL_NULLS, row.getBoolean(4))))));
    }

    private static List<String> extras(Map<String, Boolean> found) {
        return found.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Whether two names are the same, whatever case the database folds names to. */
    static boolean isSame(@Nullable String one, String other) {
        return one != null && folded(one).equals(folded(other));
    }

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
