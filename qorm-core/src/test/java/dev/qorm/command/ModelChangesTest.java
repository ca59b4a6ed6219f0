package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.model.MappedModels;
import dev.qorm.model.Model;
import dev.qorm.model.ModelMapper;
import dev.qorm.operation.Operation;
import dev.qorm.testing.TestProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The changes that people make to models: what they are asked, and the operations that follow, with the names that are derived.
 * {@code ChangesTest} has more of them, in schemas, and takes them to databases.
 */
class ModelChangesTest {
    private static final TestProject MODELS = TestProject.empty();
    private static ClassLoader loader;

    /**
     * A change as {@code model-changes.txt} has it.
     *
     * @param place the package of its models
     * @param asked what the questions are about when nothing is answered
     */
    private record Change(
            String name,
            String place,
            List<String> before,
            List<String> after,
            String asked,
            @Nullable String renames,
            @Nullable String backfills,
            List<String> plan) {
        static Change parse(String text, int number) {
            var name = text.lines().findFirst().orElseThrow();
            var lines = text.lines().skip(1).toList();
            return new Change(
                    name,
                    "change" + number,
                    all(lines, "before"),
                    all(lines, "after"),
                    String.join(" ", all(lines, "asked")),
                    all(lines, "rename").stream().findFirst().orElse(null),
                    all(lines, "backfill").stream().findFirst().orElse(null),
                    all(lines, "plan"));
        }

        private static List<String> all(List<String> lines, String word) {
            return lines.stream()
                    .filter(line -> line.startsWith(word + " "))
                    .map(line -> line.substring(word.length() + 1))
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Change> changes() throws IOException {
        try (var stream = ModelChangesTest.class.getResourceAsStream("model-changes.txt")) {
            var texts = new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^== ");
            var changes = new ArrayList<Change>();
            Stream.of(texts).skip(1).forEach(text -> changes.add(Change.parse(text, changes.size())));
            return changes;
        }
    }

    @BeforeAll
    static void compile() throws IOException {
        for (var change : changes()) {
            change.before().forEach(model -> write(change.place() + ".before", model));
            change.after().forEach(model -> write(change.place() + ".after", model));
        }
        loader = MODELS.code().loader();
    }

    /** {@code Book: integer("n"); varchar("title", 20)}, with {@code Book extends Base} or {@code abstract Base} before the colon. */
    private static void write(String place, String model) {
        var head = model.substring(0, model.indexOf(':'));
        var statements = Stream.of(model.substring(head.length() + 1).split("; ", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .map(statement -> "fields." + statement + ";\n")
                .toList();
        MODELS.write(place + "." + className(model), """
                package %s;
                import static dev.qorm.schema.ReferentialAction.*;
                import dev.qorm.model.*;
                public %s {
                    @Override
                    protected void schema(Fields fields) {
                        %s
                    }
                }
                """.formatted(
                        place,
                        (head.startsWith("abstract ") ? head.replace("abstract ", "abstract class ") : "class " + head)
                                + (head.contains(" extends ") ? "" : " extends Model"),
                        String.join("", statements)));
    }

    private static String className(String model) {
        return model.replaceFirst("^abstract ", "").replaceFirst("[ :].*", "");
    }

    private static MappedModels mapped(String place, List<String> models) throws ClassNotFoundException {
        var types = new ArrayList<Class<? extends Model>>();
        for (var model : models) {
            types.add(loader.loadClass(place + "." + className(model)).asSubclass(Model.class));
        }
        return ModelMapper.map(types);
    }

    @AfterAll
    static void delete() {
        MODELS.close();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void asksAndPlans(Change change) throws ClassNotFoundException {
        var before = mapped(change.place() + ".before", change.before()).schema();
        var after = mapped(change.place() + ".after", change.after());

        var open = Changes.between(before, after, Answers.NONE).open();
        assertThat(open.stream().map(Question::about)).containsExactly(words(change.asked()));

        var answers = new Answers(change.renames(), change.backfills(), null, null, null);
        var changes = Changes.between(before, after, answers);
        assertThat(changes.open()).isEmpty();
        assertThat(changes.operations().stream().map(Operation::describe)).containsExactlyElementsOf(change.plan());
        assertThat(Changes.between(Operation.replay(before, changes.operations()), after, Answers.NONE))
                .isEqualTo(Changes.NONE);
        assertThat(WrittenMigrationLawsTest.written(before, changes.operations())
                        .madeByHand())
                .as("what could not be rewritten")
                .isEmpty();
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" ", -1);
    }
}
