package dev.qorm.testing;

import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.testing.RandomEvolutions.Edit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How people rename tables and columns, as edits of a random life. */
final class NameEdits {
    /** What a name may have in it on every database. */
    private static final List<String> ODD = List.of(
            "renamed",
            "select",
            "Group",
            "it's",
            "a \"b\"",
            "x`y",
            "50% {0} ?",
            "größe",
            "semi;--colon",
            "dot.ted",
            "back\\slash",
            "of_as_many_bytes_as_postgresql_takes_in_a_name_as_63");

    private NameEdits() {}

    private static String name(Life life, Edit edit) {
        var odd = edit.of(ODD, edit.other());
        return edit.other() % 3 == 0 ? life.newName(odd) : life.newName("renamed");
    }

    /** Without what stands between a table and a column in {@link Rows#read}. */
    private static String nameOfColumn(Life life, Edit edit) {
        return name(life, edit).replace('.', ' ');
    }

    static Schema renameTable(Life life, Edit edit, Table table) {
        return life.isOld(table) ? renameTable(life, table.name(), name(life, edit)) : life.schema;
    }

    private static Schema renameTable(Life life, String from, String to) {
        var renamed = life.schema.renameTable(from, to);
        life.renameTables(Map.of(from, to));
        return renamed;
    }

    static Schema renameColumn(Life life, Edit edit, Table table) {
        var column = edit.column(table);
        return life.isOld(table, column)
                ? renameColumn(life, table.name(), column.name(), nameOfColumn(life, edit))
                : life.schema;
    }

    private static Schema renameColumn(Life life, String table, String from, String to) {
        var renamed = life.schema.renameColumn(table, from, to);
        life.renameColumns(table, Map.of(from, to));
        return renamed;
    }

    /** Keys, indexes and checks get the names that they have by themselves. */
    static Schema renameTableWithKeys(Life life, Edit edit, Table table) {
        if (!life.isOld(table)) {
            return life.schema;
        }
        var to = name(life, edit);
        return renameKeys(renameTable(life, table.name(), to), to, table.name(), to);
    }

    static Schema renameColumnWithKeys(Life life, Edit edit, Table table) {
        var from = edit.column(table);
        if (!life.isOld(table, from)) {
            return life.schema;
        }
        var to = nameOfColumn(life, edit);
        return renameKeys(renameColumn(life, table.name(), from.name(), to), table.name(), from.name(), to);
    }

    private static Schema renameKeys(Schema schema, String table, String from, String to) {
        var renamed = schema.table(table);
        for (var part : renamed.elements()) {
            var name = part.name().replace(from, to);
            var isFree = schema.tables().stream()
                    .allMatch(other -> other.elements().stream()
                            .noneMatch(element -> element.name().equalsIgnoreCase(name)));
            if (!(part instanceof Column) && name.length() < 60 && isFree) {
                renamed = renamed.without(part.getClass(), part.name()).with(part.named(name));
            }
        }
        return schema.replace(renamed);
    }

    static Schema renameKey(Life life, Edit edit, Table table) {
        var keys = table.elements().stream()
                .filter(part -> !(part instanceof Column))
                .toList();
        if (keys.isEmpty()) {
            return life.schema;
        }
        var key = edit.of(keys, edit.part());
        return life.schema.replace(table.without(key.getClass(), key.name()).with(key.named(name(life, edit))));
    }

    static Schema swapTables(Life life, Edit edit, Table table) {
        var other = edit.of(List.copyOf(life.schema.tables()), edit.other());
        if (other.equals(table) || !life.isOld(table) || !life.isOld(other)) {
            return life.schema;
        }
        var swapped = life.schema
                .renameTable(table.name(), "on the way")
                .renameTable(other.name(), table.name())
                .renameTable("on the way", other.name());
        life.renameTables(Map.of(table.name(), other.name(), other.name(), table.name()));
        return swapped;
    }

    static Schema swapColumns(Life life, Edit edit, Table table) {
        var one = edit.column(table);
        var other = edit.of(List.copyOf(table.columns().values()), edit.other());
        if (other.equals(one) || !life.isOld(table, one) || !life.isOld(table, other)) {
            return life.schema;
        }
        var swapped = life.schema
                .renameColumn(table.name(), one.name(), "on the way")
                .renameColumn(table.name(), other.name(), one.name())
                .renameColumn(table.name(), "on the way", other.name());
        life.renameColumns(table.name(), Map.of(one.name(), other.name(), other.name(), one.name()));
        return swapped;
    }

    /** Which some databases take for the same name. */
    static Schema changeCase(Life life, Edit edit, Table table) {
        var column = edit.column(table);
        var name = inOtherCase(column.name());
        return life.isOld(table, column) && !name.equals(column.name())
                ? renameColumn(life, table.name(), column.name(), name)
                : life.schema;
    }

    static Schema changeCaseOfTable(Life life, Edit edit, Table table) {
        var name = inOtherCase(table.name());
        return life.isOld(table) && !name.equals(table.name()) ? renameTable(life, table.name(), name) : life.schema;
    }

    private static String inOtherCase(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        return name.equals(upper) ? name.toLowerCase(Locale.ROOT) : upper;
    }
}
