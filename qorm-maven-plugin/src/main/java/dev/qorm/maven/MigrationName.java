package dev.qorm.maven;

import dev.qorm.command.SqlRequest.Range;
import dev.qorm.migration.MigrationId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/** Parses a parameter that names a migration, such as {@code qorm.target}. */
final class MigrationName {
    private static final String TO = "..";
    private static final Pattern NUMBER = Pattern.compile("0*[1-9][0-9]{0,8}");

    private MigrationName() {}

    static @Nullable MigrationId parse(String property, @Nullable String name) throws MojoFailureException {
        if (name == null) {
            return null;
        }
        return id(name).orElseThrow(() -> new MojoFailureException(property + " is '" + name
                + "', which is not the name of a migration. They look like this: -D" + property
                + "=Migration0003, or by their number: -D" + property + "=3"));
    }

    /** Parses a parameter that names one migration, or the first and the last of several: {@code 3..7}. */
    static Range range(String property, @Nullable String text) throws MojoFailureException {
        if (text == null) {
            return Range.ALL;
        }
        var dots = text.indexOf(TO);
        if (dots < 0) {
            return new Range(parse(property, text), parse(property, text));
        }
        var first = parse(property, emptyToNull(text.substring(0, dots)));
        var last = parse(property, emptyToNull(text.substring(dots + TO.length())));
        if (first != null && last != null && first.number() > last.number()) {
            throw new MojoFailureException(property + " is '" + text + "'; the earlier migration comes first: -D"
                    + property + "=" + last + TO + first);
        }
        return new Range(first, last);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static Optional<MigrationId> id(String name) {
        return NUMBER.matcher(name).matches()
                ? Optional.of(new MigrationId(Integer.parseInt(name)))
                : MigrationId.parse(name);
    }
}
