package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.LinkedColumns.ColumnId;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.TypeFamily;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The character set and collation of a text column of MySQL or MariaDB.
 *
 * @param columnType its type in the catalog, without them
 * @param characterSet its character set
 * @param collation its collation
 */
record FoundCharacters(String columnType, String characterSet, String collation) {
    /** Whether a column of this type can state the collation, which includes the character set of qorm's texts. */
    boolean canBeStated(ColumnType type) {
        return TypeFamily.of(type) == TypeFamily.TEXT && characterSet.equals("utf8mb4");
    }

    /** Returns the type that contains them. */
    ColumnType asType() {
        return ColumnTypes.nativeType(columnType + " character set " + characterSet + " collate " + collation);
    }

    /**
     * Returns tables in which a column has its collation in the place where the expected one has it: stated, or in its
     * type. A column whose collation is that of its table has it in neither.
     *
     * @param all what was found of columns
     * @param expected the tables as they should be
     */
    static Schema placed(Schema live, Map<ColumnId, FoundCharacters> all, Schema expected, Dialect dialect) {
        if (all.isEmpty()) {
            return live;
        }
        return Schema.of(live.tables().stream()
                .map(table -> placed(table, all, expected.find(table.name()), dialect))
                .toList());
    }

    private static Table placed(
            Table table, Map<ColumnId, FoundCharacters> all, @Nullable Table expected, Dialect dialect) {
        if (expected == null) {
            return table;
        }
        return Table.of(
                table.name(),
                table.comment(),
                table.elements().stream()
                        .map(part -> part instanceof Column column
                                ? placed(
                                        column,
                                        all.get(new ColumnId(table.name(), column.name())),
                                        expected.columns().get(column.name()),
                                        dialect)
                                : part)
                        .toList());
    }

    private static TableElement placed(
            Column column, @Nullable FoundCharacters found, @Nullable Column expected, Dialect dialect) {
        if (found == null || expected == null) {
            return column;
        }
        var isStated = expected.collation(dialect.urlName()) != null;
        if (isStated && found.canBeStated(column.type()) && column.collations().isEmpty()) {
            return column.collation(dialect.urlName(), found.collation);
        }
        return expected.type() instanceof ColumnType.Native type && type.name().matches("(?is).*\\bcollate\\b.*")
                ? column.collations(List.of()).type(found.asType())
                : column;
    }
}
