package dev.qorm.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A key, an index or a check that cannot be is named with its class and remedy. */
class ModelKeyProblemsTest {
    static class Circle extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.manyToOne("self", Circle.class).primaryKey();
        }
    }

    @Test
    void aKeyThatIsMadeOfItself() {
        assertThat(ModelProblems.of(Circle.class)).singleElement().asString().contains("circle");
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
        assertThat(ModelProblems.of(CircleByColumn.class)).anyMatch(problem -> problem.contains("circle"));
    }

    static class OverNothing extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.primaryKey();
            fields.unique();
            fields.index().where("id > 0");
            fields.foreignKey().references(OverNothing.class);
        }
    }

    @Test
    void keysAndIndexesOverNothing() {
        assertThat(ModelProblems.of(OverNothing.class))
                .containsExactlyInAnyOrder(
                        "OverNothing: the primary key names no field; name its fields, or remove it",
                        "OverNothing: a unique constraint names no field; name its fields, or remove it",
                        "OverNothing: an index names no field; name its fields, or remove it",
                        "OverNothing: a foreign key names no field; name its fields, or remove it");
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
        assertThat(ModelProblems.of(TakenCheck.class, SameCheck.class))
                .singleElement()
                .asString()
                .contains("'some', which is taken");
        assertThat(ModelProblems.of(OneLongChecked.class, OtherLongChecked.class))
                .hasSize(2)
                .allMatch(problem -> problem.contains("of 64 bytes; databases take 1 to 63"));
    }

    @Test
    void keysAndIndexesThatDoNotFit() {
        assertThat(ModelProblems.of(TwoKeys.class)).singleElement().asString().contains("both on a field and");
        assertThat(ModelProblems.of(UnknownIndexed.class))
                .singleElement()
                .asString()
                .contains("an index names the field 'b'", "the model has id, a");
        assertThat(ModelProblems.of(TakenName.class, ModelProblemsTest.Fine.class))
                .singleElement()
                .asString()
                .contains("'fine', which is taken");
    }

    abstract static class Named extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("a");
            fields.integer("b");
            fields.integer("c");
            fields.index("a").named("named_a");
            fields.unique("b").named("named_b");
            fields.foreignKey("c").references(ModelProblemsTest.Fine.class).named("named_c");
        }
    }

    static class OneNamed extends Named {}

    static class OtherNamed extends Named {}

    /** To give one of them another name is no way where an abstract model gives it. */
    @Test
    void namesThatAnAbstractModelHandsOn() {
        assertThat(ModelProblems.of(OneNamed.class, OtherNamed.class, ModelProblemsTest.Fine.class))
                .hasSize(3)
                .allMatch(problem -> problem.startsWith("OtherNamed: gives a key, index or check the name 'named_")
                        && problem.endsWith(
                                "Named hands it on to OneNamed as well, leave it out there: each table has a"
                                        + " name of its own then"));
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
        assertThat(ModelProblems.of(Source.class, Target.class))
                .containsExactly(
                        "Source: the foreign key over a, b refers to target(two, one), and the key there is over one, two;"
                                + " name the columns in that order, on both sides",
                        "Source: the foreign key over b refers to target(two), which have only a unique index, and not"
                                + " every database accepts a foreign key to that; instead, say fields.unique(\"two\") in Target",
                        "Source: the foreign key over target_plain refers to target(plain), which is neither the primary key"
                                + " there nor unique; say fields.unique(\"plain\") in Target");
    }
}
