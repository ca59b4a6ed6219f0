package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.H2Names;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Writes names as in the expected schema if the database does not distinguish them. Expressions stay as the database
 * writes them.
 *
 * @param expected the schema with the right names
 * @param areTablesAlike whether two names may belong to the same table
 * @param arePartsAlike whether two names may belong to the same column, key or check
 */
record ExpectedNames(
        Schema expected, BiPredicate<String, String> areTablesAlike, BiPredicate<String, String> arePartsAlike) {
    /**
     * Returns the schema that exists in a database.
     *
     * <p>H2 stores {@code NAME} for a column {@code name}, which is written without quotes, and for a column {@code
     * NAME}, which is written with them; {@link H2Introspection} assumes the first. MySQL and MariaDB store names of
     * tables in lower case if they are configured to, which is the default on Windows ("Identifier Case Sensitivity" in
     * MySQL's manual).
     */
    static Schema of(Connection connection, Dialect dialect, Schema expected, Schema live) throws SQLException {
        if (dialect == Dialect.H2) {
            return ofH2(expected).of(live);
        }
        return dialect.isMySqlFamily() && storesTablesInLowerCase(connection)
                ? new ExpectedNames(expected, String::equalsIgnoreCase, String::equals).of(live)
                : live;
    }

    private static boolean storesTablesInLowerCase(Connection connection) throws SQLException {
        var isLower = new ArrayList<Boolean>();
        new Catalog(connection).query("select @@lower_case_table_names", row -> isLower.add(row.getInt(1) == 1));
        return isLower.get(0);
    }

    /** Returns the names of one table of H2 and of its parts. */
    static ExpectedNames ofH2(Table table) {
        return ofH2(Schema.empty().plus(Scratch.withoutForeignKeys(table)));
    }

    private static ExpectedNames ofH2(Schema expected) {
        return new ExpectedNames(expected, H2Names::areAlike, H2Names::areAlike);
    }

    private Schema of(Schema live) {
        return Schema.of(live.tables().stream().map(this::of).toList());
    }

    Table of(Table table) {
        return Table.of(
                tableName(table.name()),
                table.comment(),
                table.elements().stream().map(part -> part(table.name(), part)).toList());
    }

    private TableElement part(String table, TableElement part) {
        if (part instanceof Column column) {
            return column.named(column(table, column.name()));
        }
        var name = partName(table, part);
        if (part instanceof PrimaryKey key) {
            return key.named(name).over(columns(table, key.columns()));
        }
        if (part instanceof UniqueConstraint unique) {
            return unique.named(name)
                    .over(columns(table, unique.columns()))
                    .including(columns(table, unique.include()));
        }
        if (part instanceof CheckConstraint check) {
            return check.named(name);
        }
        return part instanceof Index index ? index(name, table, index) : foreignKey(name, table, (ForeignKey) part);
    }

    private Index index(String name, String table, Index index) {
        var columns = index.columns().stream()
                .map(column -> column.isExpression() ? column : column.named(column(table, column.name())))
                .toList();
        return index.named(name).over(columns).including(columns(table, index.include()));
    }

    private ForeignKey foreignKey(String name, String table, ForeignKey key) {
        var own = key.named(name).over(columns(table, key.columns()));
        return key.isExternal()
                ? own
                : own.to(tableName(key.referencedTable()), columns(key.referencedTable(), key.referencedColumns()));
    }

    private String tableName(String live) {
        var table = expected.find(live);
        return table == null ? live : asExpected(live, List.of(table.name()), areTablesAlike);
    }

    private List<String> columns(String table, List<String> live) {
        return live.stream().map(column -> column(table, column)).toList();
    }

    private String column(String table, String live) {
        var wanted = expected.find(table);
        return wanted == null ? live : asExpected(live, wanted.columns().keySet(), arePartsAlike);
    }

    private String partName(String table, TableElement live) {
        var wanted = expected.find(table);
        return wanted == null
                ? live.name()
                : asExpected(
                        live.name(),
                        wanted.elements().stream()
                                .filter(element -> !(element instanceof Column))
                                .map(TableElement::name)
                                .toList(),
                        arePartsAlike);
    }

    private static String asExpected(String live, Collection<String> expected, BiPredicate<String, String> areAlike) {
        return expected.contains(live)
                ? live
                : expected.stream()
                        .filter(name -> areAlike.test(name, live))
                        .findFirst()
                        .orElse(live);
    }
}
