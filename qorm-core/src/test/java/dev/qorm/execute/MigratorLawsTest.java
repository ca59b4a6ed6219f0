package dev.qorm.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.testing.DeferralEdits;
import dev.qorm.testing.OneOffValues;
import dev.qorm.testing.RandomSchemas;
import dev.qorm.testing.Rows;
import dev.qorm.testing.TestDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * From any schema to any other on real servers, with rows in the tables, and all the way back. How many, over all
 * databases: {@code -Dqorm.tries=10000}.
 */
class MigratorLawsTest {
    @Provide
    Arbitrary<Schema> schemas() {
        return RandomSchemas.schemas();
    }

    @Provide
    Arbitrary<Dialect> dialects() {
        return Arbitraries.of(TestDatabase.dialects().toList());
    }

    @Property(tries = 200)
    void h2IsWhatTheMigrationsSay(@ForAll("schemas") Schema from, @ForAll("schemas") Schema to) {
        thereAndBack(Dialect.H2, from, to);
    }

    @Property(tries = 300)
    void sqliteIsWhatTheMigrationsSay(@ForAll("schemas") Schema from, @ForAll("schemas") Schema to) {
        Assume.that(RandomSchemas.isPossible(from, Dialect.SQLITE) && RandomSchemas.isPossible(to, Dialect.SQLITE));
        thereAndBack(Dialect.SQLITE, from, to);
    }

    @Property
    void everyDatabaseIsWhatTheMigrationsSay(
            @ForAll("dialects") Dialect dialect, @ForAll("schemas") Schema from, @ForAll("schemas") Schema to) {
        Assume.that(RandomSchemas.isPossible(from, dialect) && RandomSchemas.isPossible(to, dialect));
        thereAndBack(dialect, from, to);
    }

    static void thereAndBack(Dialect dialect, Schema first, Schema second) {
        thereAndBackAsTheyAre(dialect, DeferralEdits.in(first, dialect), DeferralEdits.in(second, dialect));
    }

    private static void thereAndBackAsTheyAre(Dialect dialect, Schema from, Schema to) {
        var first = new NumberedMigration(new MigrationId(1), SchemaDiffer.diff(Schema.empty(), from));
        var second = new NumberedMigration(
                new MigrationId(2),
                SchemaDiffer.diff(from, to).stream().map(OneOffValues::given).toList());
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = database.migrator();
            var sequence = MigrationSequence.of(List.of(first, second));

            migrator.migrate(sequence, first.id());
            assertThat(database.differences(from)).isEmpty();

            var rows = new Rows(database);
            var filled = withoutConversions(from, second.operations());
            rows.insert(filled);
            var untouched = untouched(filled, to, second.operations());
            var before = rows.read(filled);

            migrator.migrate(sequence, null);
            assertThat(database.differences(to)).isEmpty();
            var after = rows.read(to.tables());
            untouched.forEach(column -> assertThat(after.get(column)).as(column).isEqualTo(before.get(column)));

            migrator.rollback(sequence, second.id());
            assertThat(database.differences(from)).isEmpty();
            var back = rows.read(from.tables());
            untouched.forEach(column -> assertThat(back.get(column)).as(column).isEqualTo(before.get(column)));

            migrator.rollback(sequence, first.id());
            assertThat(database.introspect()).isEqualTo(Schema.empty());
            assertThat(migrator.history()).isEmpty();
        }
    }

    /** Tables whose columns keep their types: rows of others may not convert. */
    private static List<Table> withoutConversions(Schema schema, List<Operation> operations) {
        Set<String> converted = new HashSet<>();
        for (var operation : operations) {
            if (operation instanceof AlterColumn alter
                    && !alter.from().type().equals(alter.to().type())) {
                converted.add(alter.table());
            }
        }
        return schema.tables().stream()
                .filter(table -> !converted.contains(table.name()))
                .toList();
    }

    private static Set<String> untouched(List<Table> from, Schema to, List<Operation> operations) {
        var touched = operations.stream()
                .map(operation -> operation instanceof AlterColumn alter
                        ? alter.table() + "." + alter.to().name()
                        : "")
                .collect(Collectors.toSet());
        return from.stream()
                .filter(table -> to.find(table.name()) != null)
                .flatMap(table -> table.columns().keySet().stream()
                        .filter(to.table(table.name()).columns()::containsKey)
                        .map(column -> table.name() + "." + column))
                .filter(column -> !touched.contains(column))
                .collect(Collectors.toSet());
    }
}
