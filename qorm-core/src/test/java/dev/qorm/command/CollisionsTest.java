package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever has migrations of two branches is told so, although nothing compiles then. */
class CollisionsTest extends Renumbering {
    @Test
    void collisionsAreExplainedToOneWhoseProjectDoesNotCompile() {
        assertThat(Collisions.explain(List.of(shop.sources()))).isEmpty();
        conflict("Migration0002", EMAIL, SLUG);

        assertThat(String.join("\n", Collisions.explain(List.of(shop.sources()))))
                .contains(
                        "Migration0002.java has two versions",
                        "two branches each have a Migration0002",
                        "mvn qorm:renumber",
                        "mvn qorm:makemigrations, when it wrote all of yours and no database has them");
    }

    @Test
    void aSquashOfTwoBranchesIsExplained() {
        shop.migration("Migration0002", SLUG);
        conflict("Migration0001To0002", EMAIL, SLUG);

        assertThat(Collisions.explain(List.of(shop.sources())))
                .singleElement()
                .asString()
                .contains("Migration0001To0002.java has two versions", "mvn qorm:squash -Dqorm.target=2");

        shop.delete("shop.migrations.Migration0001").delete("shop.migrations.Migration0002");
        assertThat(Collisions.explain(List.of(shop.sources())))
                .singleElement()
                .asString()
                .endsWith("Keep the version that databases have, or either where none has it");
    }

    @Test
    void aSecondFileOfANumberIsExplainedToOneWhoseProjectDoesNotCompile() {
        shop.migration("Migration0002", SLUG);
        shop.write("shop.migrations.Migration0002_mine", shop.read("shop.migrations.Migration0002"));

        assertThat(String.join("\n", Collisions.explain(List.of(shop.sources()))))
                .contains(
                        "Migration0002_mine.java is a second Migration0002 beside Migration0002.java",
                        "two branches each have one",
                        "mvn qorm:renumber");

        shop.delete("shop.migrations.Migration0002");
        assertThat(Collisions.explain(List.of(shop.sources()))).isEmpty();
    }
}
