package dev.qorm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.schema.ReferentialAction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every declaration that cannot work is named with its class, field and remedy, and all of them at once. */
class ModelProblemsTest {
    static class Fine extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("name", 10);
        }
    }

    abstract static class Unmapped extends Model {}

    enum Nothing {}

    static class Many extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("noLength", 0);
            fields.enumeration("noValues", Nothing.class);
            fields.integer("twice");
            fields.integer("twice");
            fields.integer("a").column("same");
            fields.integer("b").column("SAME");
            fields.manyToOne("nowhere", Unmapped.class);
            fields.manyToOne("gone", Fine.class).onDelete(ReferentialAction.SET_NULL);
            fields.varchar("short", 2).defaultValue("long");
            fields.text("counted").autoIncrement();
            fields.integer("x".repeat(64));
            fields.decimal("broken", 3, 5);
            fields.manyToOne("missing", Fine.class).references("nothing");
            fields.unique("twice", "unknown");
        }
    }

    static class Renamed extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.table().renamedFrom("renamed");
            fields.varchar("name", 10).renamedFrom("name");
            fields.varchar("empty", 10).renamedFrom("");
            fields.varchar("blank", 10).renamedFrom(" ");
            fields.varchar("cased", 10).renamedFrom("Cased");
            fields.manyToOne("fine", Fine.class).renamedFrom("fine_id");
        }
    }

    static class RenamedFromNothing extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.table().renamedFrom("");
            fields.varchar("long", 0);
        }
    }

    @Test
    void aHintThatSaysNothingIsReportedWithTheRest() {
        assertThat(ModelProblems.of(Renamed.class, RenamedFromNothing.class, Fine.class))
                .satisfiesExactly(
                        problem -> assertThat(problem)
                                .startsWith("Renamed.blank: says renamedFrom(\" \"), which is no name; give"),
                        problem -> assertThat(problem)
                                .startsWith("Renamed.empty: says renamedFrom(\"\"), which is no name; give"),
                        problem -> assertThat(problem)
                                .startsWith(
                                        "Renamed.fine: says renamedFrom(\"fine_id\"), which is the name that it has"),
                        problem -> assertThat(problem)
                                .startsWith("Renamed.name: says renamedFrom(\"name\"), which is the name that it has"),
                        problem -> assertThat(problem)
                                .startsWith(
                                        "Renamed: says renamedFrom(\"renamed\"), which is the name that it has now"),
                        problem -> assertThat(problem).startsWith("RenamedFromNothing.long: "),
                        problem -> assertThat(problem)
                                .startsWith("RenamedFromNothing: says renamedFrom(\"\"), which is no name; give"));
    }

    @Test
    void everythingThatIsWrongIsReportedAtOnce() {
        assertThat(ModelProblems.of(Many.class, Fine.class))
                .anyMatch(problem -> problem.startsWith("Many.noLength: the length of a varchar must be at least 1"))
                .anyMatch(problem -> problem.startsWith("Many.noValues: an enumeration needs at least one value"))
                .anyMatch(problem -> problem.startsWith("Many.twice: is declared twice"))
                .anyMatch(problem -> problem.startsWith("Many.b: has the column 'SAME', which is that of the field a"))
                .anyMatch(problem -> problem.startsWith("Many.nowhere: refers to") && problem.contains("no table"))
                .anyMatch(problem -> problem.startsWith("Many.gone: would be set to NULL but is NOT NULL"))
                .anyMatch(problem -> problem.contains("Many.short: column short: the value 'long' does not fit"))
                .anyMatch(problem -> problem.startsWith("Many.counted:") && problem.contains("auto-increment"))
                .anyMatch(problem -> problem.contains("of 64 bytes, databases take 63"))
                .anyMatch(problem -> problem.startsWith("Many.broken: decimal(3, 5) is not possible"))
                .anyMatch(problem -> problem.startsWith("Many.missing: refers to the field 'nothing'"))
                .anyMatch(problem -> problem.startsWith("Many: a unique constraint names the field 'unknown'"))
                .hasSize(12);
    }

    /** As the compiler reads a source in UTF-8 when it takes it for ASCII. */
    static class Misread extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("n\uFFFD\uFFFDme", 10);
            fields.varchar("city", 10).defaultValue("K\uFFFD\uFFFDln");
            fields.varchar("street", 10).comment("Stra\uFFFD\uFFFDe");
            fields.enumeration("size", "gro\uFFFD\uFFFD", "klein");
            fields.varchar("size_name", 10);
            fields.check("no_size", "size_name <> '\uFFFD'");
            fields.table().comment("L\uFFFD\uFFFDden");
        }
    }

    @Test
    void whatTheCompilerCouldNotReadDoesNotComeToTheDatabase() {
        assertThat(ModelProblems.of(Misread.class))
                .allMatch(problem -> problem.contains("set project.build.sourceEncoding"))
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactly(
                        "Misread.city", "Misread.n\uFFFD\uFFFDme", "Misread.size", "Misread.street", "Misread");
    }

    static class SameTable extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.table().name("FINE");
        }
    }

    @Test
    void twoModelsWithOneTable() {
        assertThat(ModelProblems.of(Fine.class, SameTable.class))
                .singleElement()
                .asString()
                .contains("has the table", "already", "fields.table().name");
    }

    static class NamesOfJava extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("birthYear");
            fields.integer("age").column("years");
            fields.manyToOne("fine", Fine.class);
            fields.integer("AGE_LATER").nullable().generatedAs("age + 10");
            fields.index("age", "abs(age)").where("fine is null");
            fields.check("born", "birthYear > 1900 and birth_year < 2100");
            fields.check("spoken_of", "'birthYear' <> 'age' and BIRTH_YEAR > 0");
        }
    }

    @Test
    void aFieldAsInJavaInSql() {
        assertThat(ModelProblems.of(NamesOfJava.class, Fine.class))
                .containsExactly(
                        "NamesOfJava.age_later: says age + 10 with the name that the field 'age' has in Java; write that of"
                                + " its column, years",
                        "NamesOfJava: says abs(age) with the name that the field 'age' has in Java; write that of its"
                                + " column, years",
                        "NamesOfJava: says birthYear > 1900 and birth_year < 2100 with the name that the field 'birthYear'"
                                + " has in Java; write that of its column, birth_year",
                        "NamesOfJava: says fine is null with the name that the field 'fine' has in Java; write that of its"
                                + " column, fine_id");
    }

    static class IdInTheWay extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("id");
        }
    }

    @Test
    void aFieldNamedIdThatIsNotTheKey() {
        assertThat(ModelProblems.of(IdInTheWay.class))
                .singleElement()
                .asString()
                .contains(".primaryKey()");
    }

    static class ExpressionsInKeys extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("eMail", 20);
            fields.primaryKey("lower(e_mail)");
            fields.unique("upper(e_mail)");
            fields.foreignKey("trim(e_mail)").references(Fine.class);
            fields.index("lower(e_mail)").descending("upper(e_mail)");
        }
    }

    @Test
    void expressionsThatAreNotInAnIndex() {
        assertThat(ModelProblems.of(ExpressionsInKeys.class, Fine.class))
                .contains(
                        "ExpressionsInKeys: the primary key names 'lower(e_mail)', an expression, which only an index can"
                                + " have, as in fields.index(\"lower(e_mail)\").unique()",
                        "ExpressionsInKeys: a unique constraint names 'upper(e_mail)', an expression, which only an index"
                                + " can have, as in fields.index(\"upper(e_mail)\").unique()",
                        "ExpressionsInKeys: a foreign key names 'trim(e_mail)', an expression, which only an index can have,"
                                + " as in fields.index(\"trim(e_mail)\").unique()");
    }

    static class DescendingElsewhere extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("eMail", 20);
            fields.index("lower(e_mail)").descending("upper(e_mail)");
        }
    }

    @Test
    void anExpressionThatIsDescendingAndNotInTheIndex() {
        assertThat(ModelProblems.of(DescendingElsewhere.class))
                .contains("DescendingElsewhere: an index over [lower(e_mail)] cannot be descending in [upper(e_mail)]");
    }

    static class TwiceInIndex extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("a");
            fields.index("a", "abs(a)", "abs( a )");
        }
    }

    @Test
    void anExpressionTwiceInAnIndex() {
        assertThat(ModelProblems.of(TwiceInIndex.class))
                .containsExactly(
                        "TwiceInIndex: index twice_in_index_a_abs_a_abs_a_idx names a column twice: [a, abs(a),"
                                + " abs(a)]");
    }

    static class NamesItself extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.table().name("stock");
            fields.integer("a").column("stock");
            fields.integer("twice").generatedAs("Stock.stock * 2");
            fields.check("some", "stock > 0 and \"stock\".stock < 9");
            fields.check("fine", "stock > 1 and stock < 9.5");
            fields.index("a").named("ix").where("stock . stock > 1");
        }
    }

    @Test
    void expressionsThatNameTheirTable() {
        assertThat(ModelProblems.of(NamesItself.class))
                .anyMatch(problem -> problem.startsWith("NamesItself.twice: says Stock.stock * 2 and"))
                .anyMatch(problem -> problem.startsWith("NamesItself: says stock > 0 and \"stock\".stock < 9 and")
                        && problem.contains("remove 'stock.'"))
                .anyMatch(problem -> problem.startsWith("NamesItself: says stock . stock > 1 and"))
                .hasSize(3);
    }

    @Test
    void theMessageIsSortedAndHoldsAllProblems() {
        assertThatThrownBy(() -> ModelMapper.map(List.of(IdInTheWay.class, ModelKeyProblemsTest.Circle.class)))
                .hasMessageContainingAll("the models have problems:\n", "Circle.self: ", "IdInTheWay.id: ");
    }

    static class LeftAndRenamed extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.table().external().renamedFrom("person");
        }
    }

    @Test
    void anExternalTableIsNotRenamed() {
        assertThat(ModelProblems.of(LeftAndRenamed.class))
                .containsExactly(
                        "LeftAndRenamed: is external and says renamedFrom(\"person\"), but no migration renames an"
                                + " external table; remove renamedFrom. To rename a table and then leave it to others, declare it"
                                + " external only after the migration that renames it");
    }
}
