package dev.qorm.testing;

import dev.qorm.diff.Rename;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * Random lives of a schema: what it is at first, and the steps after that, each of a few edits as people make them. An
 * edit that does not fit the schema that it meets does nothing, so jqwik can take any of them away.
 */
public final class RandomEvolutions {
    private static final List<Kind> KINDS = List.of(
            ColumnEdits::addColumn,
            ColumnEdits::require,
            ColumnEdits::dropColumn,
            NameEdits::renameColumn,
            NameEdits::renameTable,
            ColumnEdits::switchNullability,
            ColumnEdits::switchDefault,
            ColumnEdits::widen,
            ColumnEdits::switchCollation,
            KeyEdits::addIndex,
            KeyEdits::addUnique,
            KeyEdits::dropKey,
            ReferenceEdits::addReference,
            ReferenceEdits::dropReference,
            TableEdits::addTable,
            TableEdits::dropTable,
            KeyEdits::switchCheck,
            TableEdits::switchComment,
            ColumnEdits::addGenerated,
            KeyEdits::addWideIndex,
            KeyEdits::addWideUnique,
            TableEdits::addTableOfTwoKeys,
            ReferenceEdits::addWideReference,
            ColumnEdits::convert,
            KeyEdits::switchPrimaryKey,
            KeyEdits::addUniqueIndex,
            ReferenceEdits::addReferenceToUnique,
            NameEdits::renameTableWithKeys,
            NameEdits::renameColumnWithKeys,
            NameEdits::renameKey,
            NameEdits::swapTables,
            NameEdits::swapColumns,
            NameEdits::changeCase,
            NameEdits::changeCaseOfTable,
            ExpressionEdits::addWideCheck,
            ExpressionEdits::addPartialIndex,
            ExpressionEdits::addComputed,
            ExpressionEdits::changeComputed,
            ExpressionEdits::storeComputed,
            ExpressionEdits::dropComputedWithSource,
            TypeEdits::changeEnumeration,
            TypeEdits::switchOddDefault,
            TypeEdits::switchColumnComment,
            TypeEdits::switchCounting,
            TypeEdits::narrow,
            KeyEdits::movePrimaryKey,
            KeyEdits::turnKey,
            ReferenceEdits::changeActions,
            ReferenceEdits::addReferenceToWideUnique,
            ExpressionEdits::addExpressionIndex,
            KeyEdits::changeMore,
            DeferralEdits::ofReference,
            DeferralEdits::ofUnique);

    private RandomEvolutions() {}

    /**
     * A step.
     *
     * @param before the schema before it
     * @param after the schema after it
     * @param renames the tables and columns that got another name
     */
    public record Step(Schema before, Schema after, List<Rename> renames) {}

    /** An edit: its numbers choose the kind, the table, the column and what else there is to choose. */
    record Edit(int kind, int table, int part, int other) {
        <T> T of(List<T> values, int number) {
            return values.get(number % values.size());
        }

        Column column(Table table) {
            return of(List.copyOf(table.columns().values()), part);
        }
    }

    interface Kind {
        Schema in(Life life, Edit edit, Table table);
    }

    /** A schema that comes to be out of nothing, and up to four steps of up to four edits. */
    public static Arbitrary<List<Step>> evolutions() {
        var number = Arbitraries.integers().between(0, 255).withDistribution(RandomDistribution.uniform());
        var edits = Combinators.combine(number, number, number, number)
                .as(Edit::new)
                .list()
                .ofMaxSize(8)
                .withSizeDistribution(RandomDistribution.uniform())
                .list()
                .ofMaxSize(4)
                .withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(RandomSchemas.schemas(), edits).as(RandomEvolutions::steps);
    }

    private static List<Step> steps(Schema first, List<List<Edit>> edits) {
        var steps = new ArrayList<Step>();
        steps.add(new Step(Schema.empty(), first, List.of()));
        var life = new Life(first);
        edits.forEach(group -> steps.add(step(life, group)));
        return steps;
    }

    private static Step step(Life life, List<Edit> edits) {
        life.beginStep();
        edits.forEach(edit -> edit(life, edit));
        return new Step(life.before, life.schema, List.copyOf(life.renames));
    }

    private static void edit(Life life, Edit edit) {
        var tables = List.copyOf(life.schema.tables());
        var kind = edit.of(KINDS, edit.kind);
        try {
            var table = tables.isEmpty()
                    ? Table.of(life.newName("first"), Column.of("id", ColumnTypes.integer()))
                    : edit.of(tables.subList(0, Math.min(3, tables.size())), edit.table);
            life.schema = tables.isEmpty() ? life.schema.plus(table) : kind.in(life, edit, table);
        } catch (SchemaException e) {
            // The edit does not fit: a column that a key needs is not dropped, say.
        }
    }
}
