package dev.qorm.maven;

import dev.qorm.command.VerifyResult;
import dev.qorm.introspect.Difference;
import java.util.Locale;
import java.util.stream.Collectors;

/** The result of verify, as text or as JSON. */
final class DriftReport {
    private final VerifyResult result;

    DriftReport(VerifyResult result) {
        this.result = result;
    }

    /** Returns text for the user: one line for each difference. */
    String toText() {
        if (result.differences().isEmpty()) {
            return "No difference: the database is what its "
                    + (result.applied() == 1 ? "applied migration says" : result.applied() + " applied migrations say")
                    + (result.pending() == 0 ? "" : "; pending: " + result.pending());
        }
        return result.differences().stream()
                .map(difference -> "  " + difference)
                .collect(Collectors.joining(
                        "\n", "The database differs from its " + result.applied() + " applied migrations:\n", ""));
    }

    /**
     * Returns JSON for programs: an array of objects with {@code table}, {@code part} (null for the table itself),
     * {@code kind}, {@code expected} and {@code actual}.
     */
    String toJson() {
        return result.differences().isEmpty()
                ? "[]"
                : result.differences().stream()
                        .map(DriftReport::toJson)
                        .collect(Collectors.joining(",\n", "[\n", "\n]"));
    }

    private static String toJson(Difference difference) {
        return "  {\"table\": " + Json.quoted(difference.table())
                + ", \"part\": " + Json.quoted(difference.part())
                + ", \"kind\": " + Json.quoted(difference.kind().name().toLowerCase(Locale.ROOT))
                + ", \"expected\": " + Json.quoted(difference.expected())
                + ", \"actual\": " + Json.quoted(difference.actual()) + "}";
    }
}
