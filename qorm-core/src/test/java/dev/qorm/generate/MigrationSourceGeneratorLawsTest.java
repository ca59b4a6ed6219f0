package dev.qorm.generate;

import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.asc;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.desc;
import static dev.qorm.operation.Operations.dropCheck;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.expression;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.runJava;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.JavaStep;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.testing.DeferralEdits;
import dev.qorm.testing.RandomSchemas;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MigrationSourceGeneratorLawsTest {
    @Provide
    Arbitrary<Schema> schemas() {
        return RandomSchemas.schemas().map(schema -> DeferralEdits.in(schema, Dialect.POSTGRESQL));
    }

    @Property(tries = 60)
    void compiledSourceGivesEqualOperations(@ForAll("schemas") Schema from, @ForAll("schemas") Schema to) {
        var operations = Stream.concat(
                        SchemaDiffer.diff(from, to).stream(), SchemaDiffer.diff(to, Schema.empty()).stream())
                .toList();

        assertThat(roundTrip(operations)).isEqualTo(operations);
    }

    @Property(tries = 50)
    void sourceIsTheSameInEveryLocaleAndTimeZone(@ForAll("schemas") Schema to) {
        var migration = new NumberedMigration(new MigrationId(7), SchemaDiffer.diff(Schema.empty(), to));
        var source = MigrationSourceGenerator.generate("blog.migrations", migration);
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));

            assertThat(MigrationSourceGenerator.generate("blog.migrations", migration))
                    .isEqualTo(source);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void whatIsConcurrentStaysSo() {
        var operations = List.<Operation>of(
                createIndex("post", uniqueIndex("post_slug_idx", "slug").where("slug <> ''"))
                        .concurrently(),
                dropIndex("post", index("post_id_idx", "id")).concurrently(),
                addUnique("post", unique("post_slug_key", "slug")).concurrently(),
                dropUnique("post", unique("post_id_key", "id")).concurrently(),
                addForeignKey("post", foreignKey("post_fkey", "id").references("text", "id"))
                        .concurrently(),
                dropForeignKey("post", foreignKey("post_old_fkey", "id").references("text", "id"))
                        .concurrently(),
                addCheck("post", check("post_check", "id > 0")).concurrently(),
                dropCheck("post", check("post_old_check", "id > 1")).concurrently(),
                alterColumn("post", column("id", bigint()).nullable(), column("id", bigint()))
                        .backfill(1)
                        .reversedBySql("2")
                        .concurrently());

        assertThat(roundTrip(operations)).isEqualTo(operations);
    }

    @Test
    void expressionsInIndexesAreReadable() {
        var operations = List.<Operation>of(
                createIndex("post", uniqueIndex("post_key", asc("id"), expression("lower(slug)"))),
                createIndex(
                        "post", index("post_idx", expression("\"a\" || '\\'").descending(), desc("id"))));

        assertThat(roundTrip(operations)).isEqualTo(operations);
        assertThat(MigrationSourceGenerator.generate(
                        "blog.migrations", new NumberedMigration(new MigrationId(1), operations)))
                .contains(
                        "createIndex(\"post\", uniqueIndex(\"post_key\", asc(\"id\"), expression(\"lower(slug)\")))",
                        "expression(\"\\\"a\\\" || '\\\\'\").descending(), desc(\"id\")");
    }

    @Test
    void whatIsMadeByHandStaysSo() {
        var operations = List.<Operation>of(
                runSql("update post set slug = '\\' || \"a\""),
                runSql("analyze").reversedBy("").elidable(),
                runSql("vacuum").on("sqlite", "postgresql"),
                runSql("alter \"post\"")
                        .reversedBy("")
                        .on("h2")
                        .insteadOf(
                                alterColumn("post", column("id", bigint()).nullable(), column("id", bigint()))
                                        .backfill(1)
                                        .reversedBySql("2"),
                                createIndex("post", uniqueIndex("post_slug_idx", "slug"))),
                runJava(JavaStep.Nothing.class),
                runJava(JavaStep.Nothing.class)
                        .reversedBy(JavaStep.Nothing.class)
                        .elidable()
                        .on("h2"));

        assertThat(roundTrip(operations)).isEqualTo(operations);
    }

    @Test
    void aMigrationOfThousandsOfTablesFitsIntoItsClassFiles() {
        var operations = LargeSchemas.tables(3000);

        assertThat(roundTrip(operations)).isEqualTo(operations);
    }

    @Test
    void longEnumerationsInManyColumnsFitToo() {
        var old = enumeration(values(248));
        var longer = enumeration(values(249));
        var operations = IntStream.range(0, 40)
                .mapToObj(i ->
                        (Operation) alterColumn("address", column("country" + i, old), column("country" + i, longer)))
                .toList();

        assertThat(roundTrip(operations)).isEqualTo(operations);
    }

    private static String[] values(int count) {
        return IntStream.range(0, count).mapToObj(i -> "COUNTRY_" + i).toArray(String[]::new);
    }

    private static List<Operation> roundTrip(List<Operation> operations) {
        var migration = new NumberedMigration(new MigrationId(1), operations);
        var source = MigrationSourceGenerator.generate("blog.migrations", migration);
        return CompiledMigrations.operations("blog.migrations.Migration0001", source);
    }
}
