package dev.qorm.diff;

import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.bigint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.List;
import java.util.stream.Stream;

/** Renames between two schemas, by hints of the models and answers of a person. */
final class Renames {
    private Renames() {}

    static Table table(String name, TableElement... more) {
        return Table.of(
                name,
                Stream.concat(Stream.of(column("id", bigint()), primaryKey(name + "_pkey", "id")), Stream.of(more))
                        .toArray(TableElement[]::new));
    }

    static Schema schema(Table... tables) {
        return Schema.of(List.of(tables));
    }

    static RenameAnswers hints(Rename... hints) {
        return new RenameAnswers(hinted(List.of(hints)), List.of(), false);
    }

    static List<HintedRename> hinted(List<Rename> hints) {
        return hints.stream().map(hint -> new HintedRename(hint, List.of())).toList();
    }

    static RenameAnswers answers(Rename... answers) {
        return new RenameAnswers(List.of(), List.of(answers), false);
    }

    /** The operations, after a check that they lead to {@code to} and that the hints do nothing a second time. */
    static List<String> diff(Schema from, Schema to, RenameAnswers known) {
        var operations = SchemaDiffer.diff(from, to, RenameResolver.resolve(from, to, known, null));
        var schema = from;
        for (var operation : operations) {
            var after = operation.applyTo(schema);
            assertThat(operation.reverse().applyTo(after)).isEqualTo(schema);
            schema = after;
        }
        assertThat(schema).isEqualTo(to);
        var again = RenameResolver.resolve(to, to, new RenameAnswers(known.hints(), List.of(), false), null);
        assertThat(SchemaDiffer.diff(to, to, again)).isEmpty();
        return operations.stream().map(Operation::describe).toList();
    }

    static Rename columnRename(String table, String from, String to) {
        return new Rename(table, from, to);
    }
}
