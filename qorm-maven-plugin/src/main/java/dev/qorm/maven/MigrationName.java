package dev.qorm.maven;

import dev.qorm.migration.MigrationId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/** Reads a parameter that names a migration, such as {@code qorm.target}. */
final class MigrationName {
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

    private static Optional<MigrationId> id(String name) {
        return NUMBER.matcher(name).matches()
                ? Optional.of(new MigrationId(Integer.parseInt(name)))
                : MigrationId.parse(name);
    }
}
