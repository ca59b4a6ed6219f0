package dev.qorm.introspect;

import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of SQLite: {@code sqlite_master}, which has the statements that tables and indexes were created with. An
 * index over an expression is passed over, a schema has none.
 */
final class SqliteIntrospection {
    private static final String TABLES =
            "select name, sql from sqlite_master where type = 'table' and name not like 'sqlite@_%' escape '@'"
                    + " order by name";
    private static final String INDEXES = """
            select m.tbl_name, m.name, m.sql, l."unique", x.name, x.desc
            from sqlite_master m, pragma_index_list(m.tbl_name) l, pragma_index_xinfo(m.name) x
            where m.type = 'index' and m.sql is not null and l.name = m.name and x.key
            order by m.name, x.seqno
            """;

    private final Catalogue catalogue;
    private final Map<String, CreateTableText> tables = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    SqliteIntrospection(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** An index, while its columns are read. */
    private static final class FoundIndex {
        private final String table;
        private final boolean isUnique;
        private final @Nullable String where;
        private final List<IndexColumn> columns = new ArrayList<>();
        private boolean isOverExpression;

        FoundIndex(String table, boolean isUnique, @Nullable String where) {
            this.table = table;
            this.isUnique = isUnique;
            this.where = where;
        }

        void add(@Nullable String column, boolean isDescending) {
            if (column == null) {
                isOverExpression = true;
            } else {
                columns.add(new IndexColumn(column, isDescending));
            }
        }
    }

    FoundTables read() throws SQLException {
        readTables();
        var found = new FoundTables();
        tables.forEach((key, text) -> {
            var name = names.getOrDefault(key, key);
            found.table(name, null);
            text.elements(this::find).forEach(element -> found.add(name, element));
        });
        indexes(found);
        return found;
    }

    /** Reads the tables alone. */
    SqliteIntrospection readTables() throws SQLException {
        catalogue.query(TABLES, row -> {
            var text = CreateTableText.parse(row.getString(1), row.getString(2));
            if (text != null) {
                tables.put(SqlTokens.folded(row.getString(1)), text);
                names.put(SqlTokens.folded(row.getString(1)), row.getString(1));
            }
        });
        return this;
    }

    @Nullable
    CreateTableText find(String table) {
        return tables.get(SqlTokens.folded(table));
    }

    private void indexes(FoundTables found) throws SQLException {
        var indexes = new LinkedHashMap<String, FoundIndex>();
        catalogue.query(INDEXES, row -> {
            var name = row.getString(2);
            var index = indexes.get(name);
            if (index == null) {
                index = new FoundIndex(row.getString(1), row.getBoolean(4), where(row.getString(3)));
                indexes.put(name, index);
            }
            index.add(row.getString(5), row.getBoolean(6));
        });
        indexes.forEach((name, index) -> {
            if (!index.isOverExpression) {
                found.add(
                        names.getOrDefault(SqlTokens.folded(index.table), index.table),
                        new Index(name, index.columns, index.isUnique, index.where));
            }
        });
    }

    /** What stands behind the columns and WHERE. */
    private static @Nullable String where(String sql) {
        var tokens = new SqlTokens(sql);
        while (!tokens.isAtEnd() && !tokens.is("(")) {
            tokens.take();
        }
        tokens.takeParenthesised();
        return tokens.take("where") ? tokens.rest() : null;
    }
}
