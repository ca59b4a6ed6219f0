package dev.qorm.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A model whose code throws, or that cannot be asked, is named with its reason and where it happened. */
class ModelsThatFailTest {
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
        assertThat(ModelProblems.of(Uncounted.class, CountingWithAnother.class))
                .satisfiesExactly(
                        problem -> assertThat(problem)
                                .startsWith("CountingWithAnother: its schema method failed with")
                                .contains(
                                        "NumberFormatException: For input string: \"few\" at ModelsThatFailTest.java:"),
                        problem -> assertThat(problem)
                                .startsWith("Uncounted: cannot be instantiated")
                                .contains(
                                        "NumberFormatException: For input string: \"many\" at ModelsThatFailTest.java:"));
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
        assertThat(ModelProblems.of(Recursive.class, Asserting.class, Sneaky.class, Uninitialized.class))
                .anyMatch(problem -> problem.startsWith("Recursive: its schema method failed with"
                        + " java.lang.StackOverflowError at ModelsThatFailTest.java:"))
                .anyMatch(problem -> problem.startsWith("Asserting: its schema method failed with")
                        && problem.contains("no such case at ModelsThatFailTest.java:"))
                .anyMatch(problem ->
                        problem.startsWith("Sneaky: its schema method failed with java.io.IOException: no file"))
                .anyMatch(problem -> problem.startsWith("Uninitialized: cannot be instantiated")
                        && problem.contains("no such value"))
                .hasSize(4);
    }

    /** Each gives a null where none can be. */
    private static final Map<String, Consumer<Fields>> NULLS = Map.ofEntries(
            given("the name of a field", fields -> fields.integer(none())),
            given("the name in column(…)", fields -> fields.integer("a").column(none())),
            given("the text of comment(…)", fields -> fields.integer("a").comment(none())),
            given("the name in renamedFrom(…)", fields -> fields.integer("a").renamedFrom(none())),
            given("the value of defaultValue(…)", fields -> fields.integer("a").defaultValue(none())),
            given(
                    "the expression of defaultExpression(…)",
                    fields -> fields.integer("a").defaultExpression(none())),
            given(
                    "the expression of generatedAs(…)",
                    fields -> fields.integer("a").generatedAs(none())),
            given("the model of a relation", fields -> fields.manyToOne("a", none())),
            given(
                    "the action of onDelete(…)",
                    fields -> fields.manyToOne("a", Nulls.class).onDelete(none())),
            given(
                    "the action of onUpdate(…)",
                    fields -> fields.manyToOne("a", Nulls.class).onUpdate(none())),
            given(
                    "the name in constraint(…)",
                    fields -> fields.manyToOne("a", Nulls.class).constraint(none())),
            given("the name of table()", fields -> fields.table().name(none())),
            given("the name in named(…)", fields -> fields.index("a").named(none())),
            given("the condition of where(…)", fields -> fields.index("a").where(none())),
            given("the model of references(…)", fields -> fields.foreignKey("a").references(none())),
            given("the name of a check", fields -> fields.check(none(), "a > 0")),
            given("the condition of a check", fields -> fields.check("some", none())));

    private static Map.Entry<String, Consumer<Fields>> given(String what, Consumer<Fields> declaration) {
        return Map.entry(what, declaration);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T none() {
        return null;
    }

    static class Nulls extends Model {
        private static Consumer<Fields> declaration = fields -> {};

        @Override
        protected void schema(Fields fields) {
            declaration.accept(fields);
        }
    }

    @Test
    void aNullIsNamedWithItsPlace() {
        NULLS.forEach((what, declaration) -> {
            Nulls.declaration = declaration;
            assertThat(ModelProblems.of(Nulls.class))
                    .singleElement()
                    .asString()
                    .contains("NullPointerException: " + what + " is null at ModelsThatFailTest.java:");
        });
    }

    @SuppressWarnings("ClassCanBeStatic")
    class Inner extends Model {
        @Override
        protected void schema(Fields fields) {}
    }

    @Test
    void classesThatCannotBeAsked() {
        assertThat(ModelProblems.of(NoConstructor.class, Throwing.class, Inner.class))
                .anyMatch(problem -> problem.startsWith("NoConstructor: has no constructor without parameters"))
                .anyMatch(problem -> problem.startsWith("Throwing: its schema method failed with")
                        && problem.contains("no luck at ModelsThatFailTest.java:"))
                .anyMatch(problem -> problem.startsWith("Inner: is an inner class"))
                .hasSize(3);
    }
}
