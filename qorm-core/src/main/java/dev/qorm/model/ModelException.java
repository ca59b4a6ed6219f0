package dev.qorm.model;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown if the models cannot be mapped to a schema; it lists all their problems at once. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems at least one; they are reported in sorted order */
    public ModelException(List<Problem> problems) {
        super(problems.stream()
                .sorted()
                .distinct()
                .map(problem -> "  " + problem)
                .collect(Collectors.joining(
                        "\n",
                        problems.size() == 1 ? "the models have a problem:\n" : "the models have problems:\n",
                        "")));
        this.problems = problems.stream().sorted().distinct().toList();
    }

    /** Returns the problems, sorted. */
    public List<Problem> problems() {
        return problems;
    }
}
