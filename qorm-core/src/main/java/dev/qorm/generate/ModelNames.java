package dev.qorm.generate;

import dev.qorm.migration.MigrationId;
import dev.qorm.model.Naming;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Derives names in Java from names in a database: the table {@code order_line} gets the class {@code OrderLine}, and
 * the column {@code author_id} the field {@code authorId}.
 */
final class ModelNames {
    /** A class with one of these names would hide, in its package, the class that is meant there. */
    private static final Set<String> TAKEN = Set.of(
            ("Boolean Byte Character Class Double Enum Error Exception Fields Float Integer Iterable Long Math Model"
                            + " Module Number Object Override Package Process Record Runtime Short String System"
                            + " Thread Throwable Void")
                    .split(" "));

    private final Map<String, String> classes = new HashMap<>();

    ModelNames(Schema schema) {
        // Names that differ only in case would be the same file on some file systems.
        var taken = new HashSet<String>();
        for (var table : schema.tables()) {
            var name = className(table.name());
            var free = name;
            for (var i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
                free = name + i;
            }
            classes.put(Table.key(table.name()), free);
        }
    }

    /** Returns the class of a table's model. */
    String ofTable(String table) {
        return classes.getOrDefault(Table.key(table), className(table));
    }

    private static String className(String table) {
        var name = words(table).stream().map(ModelNames::capitalised).collect(Collectors.joining());
        if (name.isEmpty() || !Character.isJavaIdentifierStart(name.codePointAt(0))) {
            name = "Table" + name;
        }
        return TAKEN.contains(name) || MigrationId.parse(name).isPresent() ? name + "Table" : name;
    }

    /**
     * Returns the words of a name. A name entirely in capitals is converted to lower case, since its case has no
     * meaning.
     */
    private static List<String> words(String name) {
        var isLoud = name.equals(name.toUpperCase(Locale.ROOT));
        var words = new ArrayList<String>();
        for (var word : name.split("[^\\p{L}\\p{M}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                words.add(isLoud ? word.toLowerCase(Locale.ROOT) : word);
            }
        }
        return words;
    }

    private static String capitalised(String word) {
        var rest = word.offsetByCodePoints(0, 1);
        return word.substring(0, rest).toUpperCase(Locale.ROOT) + word.substring(rest);
    }

    /** Converts to camel case: {@code author_id} becomes {@code authorId}. */
    static String camelCase(String column) {
        var name = words(column).stream().map(ModelNames::capitalised).collect(Collectors.joining());
        if (name.isEmpty()) {
            return column;
        }
        var rest = name.offsetByCodePoints(0, 1);
        return name.substring(0, rest).toLowerCase(Locale.ROOT) + name.substring(rest);
    }

    /**
     * Returns the name of a column's field: if possible, one that needs no {@code .column(…)}.
     *
     * @param taken the names that are not available: those of other fields, and of other columns, since keys refer to
     *     fields by both
     */
    static String field(String column, Collection<String> taken) {
        for (var name : List.of(camelCase(column), column)) {
            if (Naming.snakeCase(name).equals(column) && !taken.contains(name)) {
                return name;
            }
        }
        return free(camelCase(column), taken);
    }

    /** Returns {@code name}, with a number if it is taken. */
    static String free(String name, Collection<String> taken) {
        var free = name;
        for (var i = 2; taken.contains(free); i++) {
            free = name + i;
        }
        return free;
    }
}
