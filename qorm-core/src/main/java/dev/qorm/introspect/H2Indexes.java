package dev.qorm.introspect;

import static dev.qorm.introspect.H2Introspection.name;

import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the indexes of H2, and how they and unique constraints treat NULLs. */
final class H2Indexes {
    private static final String INDEXES = """
            SELECT TABLE_NAME, INDEX_NAME, INDEX_TYPE_NAME, IS_GENERATED, %s FROM INFORMATION_SCHEMA.INDEXES
            WHERE TABLE_SCHEMA = CURRENT_SCHEMA
            ORDER BY TABLE_NAME, INDEX_NAME
            """;

    private static final String INDEX_COLUMNS = """
            SELECT INDEX_NAME, COLUMN_NAME, ORDERING_SPECIFICATION FROM INFORMATION_SCHEMA.INDEX_COLUMNS
            WHERE TABLE_SCHEMA = CURRENT_SCHEMA
            ORDER BY INDEX_NAME, ORDINAL_POSITION
            """;

    private final Catalog catalog;
    private final FoundTables found;
    private final Map<String, List<IndexColumn>> columns = new HashMap<>();

    H2Indexes(Catalog catalog, FoundTables found) {
        this.catalog = catalog;
        this.found = found;
    }

    void readColumns() throws SQLException {
        catalog.query(
                INDEX_COLUMNS,
                row -> columns.computeIfAbsent(row.getString(1), index -> new ArrayList<>())
                        .add(new IndexColumn(name(row.getString(2)), "DESC".equals(row.getString(3)))));
    }

    /** Returns the columns of an index by its name. */
    List<IndexColumn> columns(String index) {
        return columns.getOrDefault(index, List.of());
    }

    /** Reads the indexes that were not created by a key; {@link #readColumns} must be called before. */
    void read() throws SQLException {
        catalog.query(INDEXES.formatted(nullsDistinct(catalog)), this::index);
    }

    /**
     * Returns the column that says which NULLs a key considers equal; H2 before 2.3 considers none equal, and has no
     * such column.
     */
    static String nullsDistinct(Catalog catalog) throws SQLException {
        var database = catalog.connection().getMetaData();
        var isOld = database.getDatabaseMajorVersion() == 2 && database.getDatabaseMinorVersion() < 3;
        return isOld ? "NULL" : "NULLS_DISTINCT";
    }

    static void remarkNulls(FoundTables found, String table, String part, @Nullable String distinct) {
        if ("ALL".equals(distinct)) {
            found.remark(table, part, "is NULLS ALL DISTINCT; qorm ignores that");
        }
    }

    private void index(ResultSet row) throws SQLException {
        var kind = row.getString(3);
        if (kind.equals("SPATIAL INDEX") || kind.equals("FULLTEXT INDEX")) {
            found.remark(
                    name(row.getString(1)), "index " + name(row.getString(2)), "is a " + kind + "; it is left out");
        } else if (!row.getBoolean(4) && !kind.equals("PRIMARY KEY")) {
            var columns = columns(row.getString(2));
            var index = new Index(name(row.getString(2)), columns, kind.startsWith("UNIQUE"), null);
            found.add(name(row.getString(1)), "NO".equals(row.getString(5)) ? index.nullsNotDistinct() : index);
            remarkNulls(found, name(row.getString(1)), "index " + name(row.getString(2)), row.getString(5));
            if (kind.contains("HASH")) {
                found.remark(
                        name(row.getString(1)),
                        "index " + name(row.getString(2)),
                        "is a " + kind + "; qorm treats it as a tree index");
            }
        }
    }
}
