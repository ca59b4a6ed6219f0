package dev.qorm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

/** What is wrong with models. */
final class ModelProblems {
    private ModelProblems() {}

    /** Each with the name of the class alone, without that of the test around it. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static List<String> of(Class<? extends Model>... models) {
        var failure = catchThrowableOfType(ModelException.class, () -> ModelMapper.map(List.of(models)));
        assertThat(failure).isNotNull();
        return failure.problems().stream()
                .map(problem -> problem.toString().replaceAll("dev\\.qorm\\.model\\.\\w+\\$", ""))
                .toList();
    }
}
