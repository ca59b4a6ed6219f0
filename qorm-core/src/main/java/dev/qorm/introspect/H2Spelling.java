package dev.qorm.introspect;

import dev.qorm.dialect.H2Names;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.Collection;
import java.util.List;

/**
 * Writes names as the expected schema does where H2 cannot tell: it stores {@code NAME} for a column {@code name}, which is
 * written without quotes, and for a column {@code NAME}, which is written with them; {@link H2Introspection} takes it for the
 * first. Expressions stay as H2 writes them.
 *
 * @param expected the schema whose names are the right ones
 */
record H2Spelling(Schema expected) {
    /** The names of one table and of its parts. */
    static H2Spelling as(Table table) {
        return new H2Spelling(Schema.empty().plus(Scratch.withoutForeignKeys(table)));
    }

    Schema of(Schema live) {
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
            return new PrimaryKey(name, columns(table, key.columns()));
        }
        if (part instanceof UniqueConstraint unique) {
            return new UniqueConstraint(name, columns(table, unique.columns()));
        }
        if (part instanceof CheckConstraint check) {
            return new CheckConstraint(name, check.expression());
        }
        return part instanceof Index index ? index(name, table, index) : foreignKey(name, table, (ForeignKey) part);
    }

    private Index index(String name, String table, Index index) {
        var columns = index.columns().stream()
                .map(column -> new IndexColumn(column(table, column.name()), column.isDescending()))
                .toList();
        return new Index(name, columns, index.isUnique(), index.where());
    }

    private ForeignKey foreignKey(String name, String table, ForeignKey key) {
        return new ForeignKey(
                name,
                columns(table, key.columns()),
                tableName(key.referencedTable()),
                columns(key.referencedTable(), key.referencedColumns()),
                key.onDelete(),
                key.onUpdate());
    }

    private String tableName(String live) {
        var table = expected.find(live);
        return table == null ? live : spelled(live, List.of(table.name()));
    }

    private List<String> columns(String table, List<String> live) {
        return live.stream().map(column -> column(table, column)).toList();
    }

    private String column(String table, String live) {
        var wanted = expected.find(table);
        return wanted == null ? live : spelled(live, wanted.columns().keySet());
    }

    private String partName(String table, TableElement live) {
        var wanted = expected.find(table);
        return wanted == null
                ? live.name()
                : spelled(
                        live.name(),
                        wanted.elements().stream()
                                .filter(element -> !(element instanceof Column))
                                .map(TableElement::name)
                                .toList());
    }

    private static String spelled(String live, Collection<String> expected) {
        return expected.contains(live)
                ? live
                : expected.stream()
                        .filter(name -> H2Names.areAlike(name, live))
                        .findFirst()
                        .orElse(live);
    }
}
