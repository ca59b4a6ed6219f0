package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.H2Names;
import dev.qorm.model.Naming;
import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.DropCheck;
import dev.qorm.operation.DropForeignKey;
import dev.qorm.operation.Operation;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives keys, indexes and checks names that models can have: unique in the whole schema, and short enough, in bytes,
 * for all databases. Indexes of different tables may have the same name on MariaDB and MySQL, checks on PostgreSQL and
 * MariaDB, and any constraints on SQLite; all but PostgreSQL support longer names.
 */
public final class DistinctNames {
    /** A name in the quotes of the standard, or a text, which may contain such quotes. */
    private static final Pattern NAME = Pattern.compile("'(?:[^'\\\\]|''|\\\\.)*+'|\"((?:[^\"]|\"\")*+)\"");

    private final Dialect dialect;
    private final Schema schema;
    private final Set<String> taken = new HashSet<>();
    private final List<Remark> remarks = new ArrayList<>();

    private DistinctNames(Dialect dialect, Schema schema) {
        this.dialect = dialect;
        this.schema = schema;
    }

    /**
     * Returns the same with another name for each part whose name is too long, or is already the name of a previous
     * part or of a table, and with a remark on it.
     */
    public static Introspection in(Introspection found, Dialect dialect) {
        var names = new DistinctNames(dialect, found.schema());
        names.remarks.addAll(found.remarks());
        var tables = found.schema().tables();
        tables.forEach(table -> names.taken.add(folded(table.name())));
        // An existing name is not given to another part.
        var all = new HashSet<>(names.taken);
        tables.forEach(table -> table.elements().forEach(element -> all.add(folded(element.name()))));
        var schema = Schema.of(tables.stream()
                .map(table -> Table.of(
                        table.name(),
                        table.comment(),
                        table.elements().stream()
                                .map(element -> names.distinct(table, element, all))
                                .toList()))
                .toList());
        // What is not a table is listed with the other objects.
        var unenforced = found.unenforced().stream()
                .filter(each -> schema.find(each.table()) != null)
                .toList();
        return new Introspection(schema, names.remarks, unenforced, found.characters());
    }

    private TableElement distinct(Table table, TableElement element, Set<String> all) {
        // Primary keys of MariaDB and MySQL have no names.
        var isNameless = element instanceof Column || (element instanceof PrimaryKey && dialect.isMySqlFamily());
        var isTooLong = !Naming.fits(element.name());
        if (isNameless || (!isTooLong && taken.add(folded(element.name())))) {
            return element;
        }
        var name = free(table.name(), element.name(), all);
        taken.add(folded(name));
        var rename = rename(table, element, name);
        remarks.add(new Remark(
                table.name(),
                Words.part(element),
                "has a name that is "
                        + (isTooLong ? "longer than 63 bytes" : "taken by another part or table of the schema")
                        + ", which models cannot have; its model calls it " + name + ". "
                        + (rename == null
                                ? "Drop it and create it under that name"
                                : "Rename it: " + rename.replace(";\n", "; ") + ",")
                        + " before mvn qorm:migrate -Dqorm.fake",
                rename));
        return element.named(name);
    }

    private static String free(String table, String part, Set<String> all) {
        var name = table + "_" + part;
        for (var number = 2; !Naming.fits(name) || !all.add(folded(name)); number++) {
            name = Naming.derived(table, List.of(part), String.valueOf(number));
        }
        return name;
    }

    private @Nullable String rename(Table table, TableElement element, String name) {
        var isConstraint = element instanceof ForeignKey || element instanceof CheckConstraint;
        var names = quoted(element.name()) + " to " + quoted(name);
        if (dialect.isMySqlFamily()) {
            return isConstraint
                    ? anew(table, element, element.named(name))
                    : "alter table " + quoted(table.name()) + " rename index " + names;
        }
        if (dialect == Dialect.SQLITE) {
            return null;
        }
        // Indexes are in another catalog table than constraints: a foreign key may have the same name as the index
        // that it needs.
        return element instanceof Index
                ? "alter index " + quoted(element.name()) + " rename to " + quoted(name)
                : "alter table " + quoted(table.name()) + " rename constraint " + names;
    }

    /**
     * Returns the statements of a migration that drops {@code element} and creates it as {@code renamed}. Names are in
     * quotes that a session without ANSI_QUOTES accepts, which the user's session may be.
     */
    private String anew(Table table, TableElement element, TableElement renamed) {
        var operations = element instanceof ForeignKey key
                ? List.<Operation>of(
                        new DropForeignKey(table.name(), key), new AddForeignKey(table.name(), (ForeignKey) renamed))
                : List.<Operation>of(
                        new DropCheck(table.name(), (CheckConstraint) element),
                        new AddCheck(table.name(), (CheckConstraint) renamed));
        return dialect.renderer().render(operations, schema).stream()
                .flatMap(operation -> operation.statements().stream())
                .map(statement -> NAME.matcher(statement.sql())
                        .replaceAll(found -> Matcher.quoteReplacement(
                                found.group(1) == null
                                        ? found.group()
                                        : quoted(found.group(1).replace("\"\"", "\"")))))
                .collect(Collectors.joining(";\n"));
    }

    private String quoted(String name) {
        if (dialect == Dialect.H2 && H2Names.isPlain(name)) {
            return SqlText.quoted(name.toUpperCase(Locale.ROOT));
        }
        return dialect.isMySqlFamily() ? "`" + name.replace("`", "``") + "`" : SqlText.quoted(name);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
