package dev.qorm.testing;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import dev.qorm.testing.RandomEvolutions.Edit;
import java.util.Arrays;
import java.util.List;

/** When keys are checked, in random lives and schemas. */
public final class DeferralEdits {
    private static final List<Deferral> DEFERRALS =
            Arrays.asList(Deferral.INITIALLY_DEFERRED, Deferral.INITIALLY_IMMEDIATE, null);

    private DeferralEdits() {}

    static Schema ofReference(Life life, Edit edit, Table table) {
        if (table.foreignKeys().isEmpty()) {
            return life.schema;
        }
        var key = edit.of(List.copyOf(table.foreignKeys().values()), edit.part());
        return life.schema.replace(
                table.without(ForeignKey.class, key.name()).with(key.deferral(edit.of(DEFERRALS, edit.other()))));
    }

    /** Of one that nothing refers to; the schema refuses the others. */
    static Schema ofUnique(Life life, Edit edit, Table table) {
        if (table.uniques().isEmpty()) {
            return life.schema;
        }
        var unique = edit.of(List.copyOf(table.uniques().values()), edit.part());
        return life.schema.replace(table.without(UniqueConstraint.class, unique.name())
                .with(unique.deferral(edit.of(DEFERRALS, edit.other()))));
    }

    /** Whether a database can have the keys of a table. */
    static boolean arePossible(Table table, Dialect dialect) {
        return table.foreignKeys().values().stream()
                        .allMatch(key -> key.deferral() == null || TestDatabase.hasDeferrableForeignKeys(dialect))
                && table.uniques().values().stream()
                        .allMatch(unique -> unique.deferral() == null || dialect == Dialect.POSTGRESQL);
    }

    /** A random schema, in which foreign keys refer to primary keys, with other deferrals if the database has any. */
    public static Schema in(Schema schema, Dialect dialect) {
        return Schema.of(schema.tables().stream()
                .map(table -> Table.of(
                        table.name(),
                        table.comment(),
                        table.elements().stream()
                                .map(part -> deferred(table, part, dialect))
                                .toList()))
                .toList());
    }

    private static TableElement deferred(Table table, TableElement part, Dialect dialect) {
        var number = Math.floorMod((part.name() + table.elements().size()).hashCode(), 2 * DEFERRALS.size());
        var deferral = number < DEFERRALS.size() ? DEFERRALS.get(number) : null;
        if (part instanceof ForeignKey key && TestDatabase.hasDeferrableForeignKeys(dialect)) {
            return key.deferral(deferral);
        }
        return part instanceof UniqueConstraint unique && dialect == Dialect.POSTGRESQL
                ? unique.deferral(deferral)
                : part;
    }
}
