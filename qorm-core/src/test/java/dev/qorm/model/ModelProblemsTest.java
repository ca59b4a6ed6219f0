package dev.qorm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.qorm.schema.ReferentialAction;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every declaration that cannot work is named with its class, field and remedy, and all of them at once. */
class ModelProblemsTest {
    @SafeVarargs
    @SuppressWarnings("varargs")
    private static List<String> problems(Class<? extends Model>... models) {
        var failure = catchThrowableOfType(ModelException.class, () -> ModelMapper.map(List.of(models)));
        assertThat(failure).isNotNull();
        return failure.problems().stream()
                .map(problem -> problem.toString().replace(ModelProblemsTest.class.getName() + "$", ""))
                .toList();
    }

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
        assertThat(problems(Renamed.class, RenamedFromNothing.class, Fine.class))
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
        assertThat(problems(Many.class, Fine.class))
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
        assertThat(problems(Misread.class))
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
        assertThat(problems(Fine.class, SameTable.class))
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
            fields.index("age").where("fine is null");
            fields.check("born", "birthYear > 1900 and birth_year < 2100");
            fields.check("spoken_of", "'birthYear' <> 'age' and BIRTH_YEAR > 0");
        }
    }

    @Test
    void aFieldAsInJavaInSql() {
        assertThat(problems(NamesOfJava.class, Fine.class))
                .containsExactly(
                        "NamesOfJava.age_later: says age + 10 with the name that the field 'age' has in Java; write that of"
                                + " its column, years",
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
        assertThat(problems(IdInTheWay.class)).singleElement().asString().contains(".primaryKey()");
    }

    static class Circle extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.manyToOne("self", Circle.class).primaryKey();
        }
    }

    @Test
    void aKeyThatIsMadeOfItself() {
        assertThat(problems(Circle.class)).singleElement().asString().contains("circle");
    }

    static class CircleByColumn extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.manyToOne("self", CircleByColumn.class);
            fields.primaryKey("self_id");
        }
    }

    @Test
    void aKeyThatIsMadeOfItsOwnColumn() {
        assertThat(problems(CircleByColumn.class)).anyMatch(problem -> problem.contains("circle"));
    }

    static class NoConstructor extends Model {
        @SuppressWarnings("unused")
        NoConstructor(String name) {}

        @Override
        protected void schema(Fields fields) {}
    }

    static class Throwing extends Model {
        @Override
        protected void schema(Fields fields) {
            throw new IllegalStateException("no luck");
        }
    }

    static class Recursive extends Model {
        @Override
        @SuppressWarnings("InfiniteRecursion")
        protected void schema(Fields fields) {
            schema(fields);
        }
    }

    static class Asserting extends Model {
        @Override
        protected void schema(Fields fields) {
            throw new AssertionError("no such case");
        }
    }

    static class Sneaky extends Model {
        @Override
        protected void schema(Fields fields) {
            Sneaky.<RuntimeException>sneak(new IOException("no file"));
        }

        @SuppressWarnings("unchecked")
        private static <E extends Exception> void sneak(Exception failure) throws E {
            throw (E) failure;
        }
    }

    static class Uncounted extends Model {
        static final int SIZE = Integer.parseInt("many");

        @Override
        protected void schema(Fields fields) {
            fields.varchar("name", SIZE);
        }
    }

    static class CountingWithAnother extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("name", Sizes.NAME);
        }
    }

    static class Sizes {
        static final int NAME = Integer.parseInt("few");
    }

    @Test
    void whatFailsBeforeTheirCodeIsNamedWithItsReason() {
        assertThat(problems(Uncounted.class, CountingWithAnother.class))
                .satisfiesExactly(
                        problem -> assertThat(problem)
                                .startsWith("CountingWithAnother: its schema method failed with")
                                .contains(
                                        "NumberFormatException: For input string: \"few\" at ModelProblemsTest.java:"),
                        problem -> assertThat(problem)
                                .startsWith("Uncounted: cannot be instantiated")
                                .contains(
                                        "NumberFormatException: For input string: \"many\" at ModelProblemsTest.java:"));
    }

    static class Uninitialized extends Model {
        static {
            fail();
        }

        private static void fail() {
            throw new AssertionError("no such value");
        }

        @Override
        protected void schema(Fields fields) {}
    }

    @Test
    void whateverTheirCodeThrowsIsNamed() {
        assertThat(problems(Recursive.class, Asserting.class, Sneaky.class, Uninitialized.class))
                .anyMatch(problem -> problem.startsWith("Recursive: its schema method failed with"
                        + " java.lang.StackOverflowError at ModelProblemsTest.java:"))
                .anyMatch(problem -> problem.startsWith("Asserting: its schema method failed with")
                        && problem.contains("no such case at ModelProblemsTest.java:"))
                .anyMatch(problem ->
                        problem.startsWith("Sneaky: its schema method failed with java.io.IOException: no file"))
                .anyMatch(problem -> problem.startsWith("Uninitialized: cannot be instantiated")
                        && problem.contains("no such value"))
                .hasSize(4);
    }

    @SuppressWarnings("ClassCanBeStatic")
    class Inner extends Model {
        @Override
        protected void schema(Fields fields) {}
    }

    @Test
    void classesThatCannotBeAsked() {
        assertThat(problems(NoConstructor.class, Throwing.class, Inner.class))
                .anyMatch(problem -> problem.startsWith("NoConstructor: has no constructor without parameters"))
                .anyMatch(problem -> problem.startsWith("Throwing: its schema method failed with")
                        && problem.contains("no luck at ModelProblemsTest.java:"))
                .anyMatch(problem -> problem.startsWith("Inner: is an inner class"))
                .hasSize(3);
    }

    static class TwoKeys extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("a").primaryKey();
            fields.integer("b");
            fields.primaryKey("b");
        }
    }

    static class UnknownIndexed extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("a");
            fields.index("b");
        }
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
        assertThat(problems(NamesItself.class))
                .anyMatch(problem -> problem.startsWith("NamesItself.twice: says Stock.stock * 2 and"))
                .anyMatch(problem -> problem.startsWith("NamesItself: says stock > 0 and \"stock\".stock < 9 and")
                        && problem.contains("leave 'stock.' out"))
                .anyMatch(problem -> problem.startsWith("NamesItself: says stock . stock > 1 and"))
                .hasSize(3);
    }

    static class TakenName extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("a");
            fields.index("a").named("fine");
        }
    }

    static class TakenCheck extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("a");
            fields.check("some", "a > 0");
        }
    }

    static class SameCheck extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("a");
            fields.check("some", "a > 0");
        }
    }

    abstract static class LongChecked extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("a");
            fields.check("x".repeat(64), "a > 0");
        }
    }

    static class OneLongChecked extends LongChecked {}

    static class OtherLongChecked extends LongChecked {}

    @Test
    void namesOfChecksThatCannotBe() {
        assertThat(problems(TakenCheck.class, SameCheck.class))
                .singleElement()
                .asString()
                .contains("'some', which is taken");
        assertThat(problems(OneLongChecked.class, OtherLongChecked.class))
                .hasSize(2)
                .allMatch(problem -> problem.contains("of 64 bytes; databases take 1 to 63"));
    }

    @Test
    void keysAndIndexesThatDoNotFit() {
        assertThat(problems(TwoKeys.class)).singleElement().asString().contains("both on a field and");
        assertThat(problems(UnknownIndexed.class))
                .singleElement()
                .asString()
                .contains("an index names the field 'b'", "the model has id, a");
        assertThat(problems(TakenName.class, Fine.class))
                .singleElement()
                .asString()
                .contains("'fine', which is taken");
    }

    static class Target extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("plain");
            fields.integer("one");
            fields.integer("two");
            fields.unique("one", "two");
            fields.index("two").unique();
        }
    }

    static class Source extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.manyToOne("target", Target.class).references("plain");
            fields.integer("a");
            fields.integer("b");
            fields.foreignKey("a", "b").references(Target.class, "two", "one");
            fields.foreignKey("b").references(Target.class, "two");
        }
    }

    @Test
    void foreignKeysToWhatIsNoKey() {
        assertThat(problems(Source.class, Target.class))
                .containsExactly(
                        "Source: the foreign key over a, b refers to target(two, one), and the key there is over one, two;"
                                + " name the columns in that order, on both sides",
                        "Source: the foreign key over b refers to target(two), where a unique index is, on which no foreign key"
                                + " can stand everywhere; in its place, say fields.unique(\"two\") in Target",
                        "Source: the foreign key over target_plain refers to target(plain), which is neither the primary key"
                                + " there nor unique; say fields.unique(\"plain\") in Target");
    }

    @Test
    void theMessageIsSortedAndHoldsAllProblems() {
        assertThatThrownBy(() -> ModelMapper.map(List.of(IdInTheWay.class, Circle.class)))
                .hasMessageContainingAll("the models have problems:\n", "Circle.self: ", "IdInTheWay.id: ");
    }
}
