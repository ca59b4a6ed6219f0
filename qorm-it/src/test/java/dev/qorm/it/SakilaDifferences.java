package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what is published with what is there, and the differences with the list of those that have a reason. */
final class SakilaDifferences {
    private static final String ABSENT = "absent";

    private SakilaDifferences() {}

    private record Difference(String fact, String published, String live) {
        @Override
        public String toString() {
            return fact + ": published " + published + ", live " + live;
        }
    }

    /** A line of the list: {@code *} in a fact stands for any name, and the line for {@code times} differences. */
    private record Listed(String database, int times, Pattern fact, Difference difference) {
        static Listed of(Map<String, String> row) {
            if (row.get("reason").isBlank()) {
                throw new IllegalStateException("an exception without a reason: " + row);
            }
            var glob = Stream.of(row.get("fact").split("\\*", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining("[^ ]*"));
            return new Listed(
                    row.get("database"),
                    Integer.parseInt(row.get("times")),
                    Pattern.compile(glob),
                    new Difference(row.get("fact"), row.get("published"), row.get("live")));
        }

        boolean covers(Difference other) {
            return fact.matcher(other.fact()).matches()
                    && difference.published().equals(other.published())
                    && difference.live().equals(other.live());
        }
    }

    /** Fails on a difference without a line in the list, and on a line that has not as many differences as it says. */
    static void assertAllHaveAReason(Map<String, String> published, Map<String, String> live, String database) {
        var exceptions = exceptions(database);
        var unexplained = new ArrayList<Difference>();
        var seen = new HashMap<Listed, Integer>();
        for (var difference : between(published, live)) {
            exceptions.stream()
                    .filter(exception -> exception.covers(difference))
                    .findFirst()
                    .ifPresentOrElse(
                            exception -> seen.merge(exception, 1, Integer::sum), () -> unexplained.add(difference));
        }
        assertThat(unexplained)
                .as("differences without a reason on %s", database)
                .isEmpty();
        exceptions.forEach(exception -> assertThat(seen.getOrDefault(exception, 0))
                .as("how often on %s: %s", database, exception.difference())
                .isEqualTo(exception.times()));
    }

    private static List<Listed> exceptions(String database) {
        var exceptions = new ArrayList<Listed>();
        SakilaFacts.rows("exceptions.csv", row -> exceptions.add(Listed.of(row)));
        exceptions.removeIf(each -> !List.of("any", database).contains(each.database()));
        return exceptions;
    }

    private static List<Difference> between(Map<String, String> published, Map<String, String> live) {
        var facts = new TreeSet<>(published.keySet());
        facts.addAll(live.keySet());
        facts.removeIf(fact -> isUnnamed(fact, published));
        return facts.stream()
                .map(fact ->
                        new Difference(fact, published.getOrDefault(fact, ABSENT), live.getOrDefault(fact, ABSENT)))
                .filter(difference -> !Objects.equals(difference.published(), difference.live()))
                .toList();
    }

    /** Whether the fact is the name of something that has none where it is published. */
    private static boolean isUnnamed(String fact, Map<String, String> published) {
        return fact.endsWith(" name")
                && !published.containsKey(fact)
                && published.containsKey(fact.substring(0, fact.length() - " name".length()));
    }
}
