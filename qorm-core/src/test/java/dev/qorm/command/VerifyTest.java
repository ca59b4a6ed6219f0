package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.introspect.Difference;
import dev.qorm.introspect.Difference.Kind;
import dev.qorm.introspect.Remark;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people do to a database by hand is found and can be made official; what qorm did is never a difference. */
class VerifyTest {
    private static TestProject shop() {
        return TestProject.empty()
                .model(
                        "Item",
                        "fields.varchar(\"name\", 80).defaultValue(\"hat\");",
                        "fields.integer(\"stock\");",
                        "fields.index(\"stock\", \"name\");",
                        "fields.check(\"item_stock\", \"stock >= 0 or name = 'x'\");")
                .model("Sale", "fields.manyToOne(\"item\", Item.class);");
    }

    private static VerifyResult verify(TestProject project, TestDatabase database) {
        return Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null));
    }

    /** By hand, which on SQLite is in the text that the database keeps of the table. */
    private static void setDefault(TestDatabase database) {
        if (database.dialect() == Dialect.SQLITE) {
            database.execute("pragma writable_schema = on");
            database.execute("update sqlite_master set sql = replace(sql, '''hat''', '''cap''') where name = 'item'");
            database.execute("pragma writable_schema = reset");
        } else {
            database.execute("alter table item alter column name set default 'cap'");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void whatIsDoneByHandIsFound(Dialect dialect) {
        try (var project = shop();
                var database = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            assertThat(verify(project, database)).isEqualTo(new VerifyResult(1, 0, List.of(), List.of(), null));

            database.execute("create table other_application (id int)");
            assertThat(verify(project, database).differences()).isEmpty();

            setDefault(database);
            database.execute("alter table item add column weight int");
            database.execute("drop index item_stock_name_idx" + (dialect.isMySqlFamily() ? " on item" : ""));
            assertThat(verify(project, database).differences())
                    .extracting(Difference::table, Difference::part, Difference::kind)
                    .containsExactlyInAnyOrder(
                            tuple("item", "column name", Kind.DIFFERENT),
                            tuple("item", "column weight", Kind.UNEXPECTED),
                            tuple("item", "index item_stock_name_idx", Kind.MISSING));

            database.execute("drop table sale");
            assertThat(verify(project, database).differences())
                    .extracting(Difference::toString)
                    .contains(
                            "item: the column name should be default 'hat' but is default 'cap'",
                            "item: the column weight should not be there, it is integer",
                            "item: the index item_stock_name_idx is missing, it should be (stock, name)",
                            "the table sale is missing");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "SQLITE"})
    void whatQormDoesNotKnowIsSaidOfItsOwnTables(Dialect dialect) {
        try (var project = shop();
                var database = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            var columns = dialect == Dialect.POSTGRESQL ? " using hash (name)" : " (name collate nocase)";
            database.execute("create table other_application (name varchar(20))");
            database.execute("create index other_odd on other_application" + columns);
            assertThat(verify(project, database).remarks()).isEmpty();

            database.execute("create index item_odd on item" + columns);
            assertThat(verify(project, database).remarks())
                    .extracting(Remark::table, Remark::part)
                    .containsExactly(tuple("item", "index item_odd"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withExpressionIndexes")
    void anIndexOverAnExpressionThatNoMigrationMadeIsFound(Dialect dialect) {
        try (var project = shop();
                var database = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));

            database.execute("create index item_upper on item ((upper(name)))");
            assertThat(verify(project, database).differences())
                    .extracting(Difference::table, Difference::part, Difference::kind)
                    .containsExactly(tuple("item", "index item_upper", Kind.UNEXPECTED));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aConditionOfOtherMeaningIsFound(Dialect dialect) {
        try (var project = shop();
                var database = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));

            database.execute("alter table item drop constraint item_stock");
            database.execute("alter table item add constraint item_stock check (stock >= 0 or name = 'X')");
            assertThat(verify(project, database).differences())
                    .singleElement()
                    .satisfies(found -> assertThat(found.part()).isEqualTo("check item_stock"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aFakeHasToBeTrue(Dialect dialect) {
        try (var project = shop();
                var database = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            assertThatThrownBy(() -> Migrate.run(project.request(database.database(), Mode.FAKE)))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContainingAll("nothing was recorded", "the table item is missing");

            Migrate.run(project.request(database.database(), Mode.RUN));
            database.execute("delete from qorm_history");
            Migrate.run(project.request(database.database(), Mode.FAKE));
            assertThat(verify(project, database)).isEqualTo(new VerifyResult(1, 0, List.of(), List.of(), null));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aDifferenceBecomesOfficial(Dialect dialect) {
        try (var project = shop();
                var database = TestDatabase.fresh(dialect);
                var other = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            Migrate.run(project.request(other.database(), Mode.RUN));
            setDefault(database);
            database.execute("alter table item add column weight int");
            database.execute("drop table sale");

            var adoption = new VerifyRequest.Adoption(project.sources(), Answers.NONE);
            var adopted = Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), adoption))
                    .adopted();
            assertThat(adopted).isNotNull();
            assertThat(adopted.operationLines())
                    .containsExactlyInAnyOrder(
                            "  ~ alter column item.name: default 'hat' -> 'cap'",
                            "  + add column item.weight",
                            "  - drop table sale   (destructive: data is lost)");

            Migrate.run(project.request(database.database(), Mode.FAKE));
            assertThat(verify(project, database)).isEqualTo(new VerifyResult(2, 0, List.of(), List.of(), null));
            Migrate.run(project.request(other.database(), Mode.RUN));
            assertThat(verify(project, other)).isEqualTo(new VerifyResult(2, 0, List.of(), List.of(), null));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aTableThatIsConvertedToAnotherCollationIsRemarkedOn(Dialect dialect) {
        assumeTrue(dialect.isMySqlFamily());
        try (var project = shop();
                var database = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            database.execute("alter table item convert to character set utf8mb4 collate utf8mb4_general_ci");
            assertThat(verify(project, database).remarks())
                    .extracting(Remark::toString)
                    .singleElement(STRING)
                    .startsWith("item: the table has the collation utf8mb4_general_ci instead of qorm's ")
                    .contains(
                            ": its keys treat 'a' and 'A' as equal. To convert it, run alter table `item` convert to ");
        }
    }

    private static List<String> unenforced(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL ->
                List.of(
                        "alter table item drop constraint item_stock",
                        "alter table item add constraint item_stock check (stock >= 0 or name = 'x') not valid",
                        "alter table sale drop constraint sale_item_id_fkey",
                        "alter table sale add constraint sale_item_id_fkey foreign key (item_id) references item (id) not valid");
            case MYSQL ->
                List.of("alter table item alter check item_stock not enforced", "alter table other engine = MyISAM");
            case MARIADB -> List.of("alter table other engine = MyISAM");
            case H2, SQLITE -> List.of();
        };
    }

    private static List<String> unenforcedSaid(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL ->
                List.of(
                        "item: the check item_stock should be enforced for all rows but is NOT VALID",
                        "sale: the foreign key sale_item_id_fkey should be enforced for all rows but is NOT VALID");
            case MYSQL ->
                List.of(
                        "item: the check item_stock should be enforced but is NOT ENFORCED",
                        "the table other should be kept by InnoDB but is kept by MyISAM");
            case MARIADB -> List.of("the table other should be kept by InnoDB but is kept by MyISAM");
            case H2, SQLITE -> List.of();
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "MYSQL"})
    void whatIsNotEnforcedAnyMoreIsADifferenceThatNoMigrationCanSay(Dialect dialect) {
        assumeTrue(TestDatabase.dialects().anyMatch(dialect::equals));
        try (var project = shop().model("Other", "fields.integer(\"size\");");
                var database = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            unenforced(dialect).forEach(database::execute);

            var found = verify(project, database);
            assertThat(found.differences())
                    .extracting(Difference::toString)
                    .containsExactlyInAnyOrderElementsOf(unenforcedSaid(dialect));
            assertThat(found.remarks()).isEmpty();
            var adoption = new VerifyRequest.Adoption(project.sources(), Answers.NONE);
            assertThatThrownBy(() ->
                            Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), adoption)))
                    .hasMessageContaining(
                            "no migration was written, since no migration can say these; change the database:");
        }
    }

    private static List<String> inPlaceOfATable(Dialect dialect) {
        return dialect == Dialect.MARIADB
                ? List.of("alter table other add system versioning")
                : List.of("drop table other", "create view other as select 1 as size");
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void whatStandsInPlaceOfATableIsNotAdopted(Dialect dialect) {
        try (var project = shop().model("Other", "fields.integer(\"size\");");
                var database = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            inPlaceOfATable(dialect).forEach(database::execute);

            assertThat(verify(project, database).differences())
                    .extracting(Difference::toString)
                    .containsExactly("the table other should be a plain table but is a "
                            + (dialect == Dialect.MARIADB ? "system-versioned table" : "view"));
            var adoption = new VerifyRequest.Adoption(project.sources(), Answers.NONE);
            assertThatThrownBy(() ->
                            Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), adoption)))
                    .hasMessageContaining("no migration was written, since no migration can say these");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    void aForeignKeyWhoseTriggersAreSwitchedOffIsADifference(Dialect dialect) {
        try (var project = shop();
                var database = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            database.execute("alter table sale disable trigger all");

            assertThat(verify(project, database).differences())
                    .extracting(Difference::toString)
                    .containsExactly("sale: the foreign key sale_item_id_fkey should be enforced for all rows but is"
                            + " disabled by DISABLE TRIGGER");
        }
    }
}
