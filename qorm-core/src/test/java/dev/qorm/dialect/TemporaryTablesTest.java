package dev.qorm.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.CreateTable;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.testing.RandomSchemas;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is found out with a temporary table is only true of the table when it is the same but for being temporary. */
class TemporaryTablesTest {
    @Provide
    Arbitrary<Schema> schemas() {
        return RandomSchemas.schemas();
    }

    @Property(tries = 300)
    void areCreatedAsTheTableIs(@ForAll("schemas") Schema schema, @ForAll Dialect dialect) {
        Assume.that(RandomSchemas.isPossible(schema, dialect));
        for (var each : schema.tables()) {
            var table = withoutForeignKeys(each);
            var statements = dialect.renderer().render(List.of(new CreateTable(table)), Schema.empty()).stream()
                    .flatMap(operation -> operation.statements().stream())
                    .map(Statement::sql)
                    .toList();

            assertThat(dialect.renderer().renderTemporary(table))
                    .extracting(statement ->
                            statement.sql().replaceFirst("^create (local )?temporary table ", "create table "))
                    .containsExactlyElementsOf(statements);
            assertThat(dialect.renderer().renderTrial(table))
                    .extracting(statement ->
                            statement.sql().replaceFirst("^create (local )?temporary table ", "create table "))
                    .containsExactlyElementsOf(statements);
        }
    }

    private static Table withoutForeignKeys(Table table) {
        return Table.of(
                table.name(),
                table.comment(),
                table.elements().stream()
                        .filter(element -> !(element instanceof ForeignKey))
                        .toList());
    }
}
