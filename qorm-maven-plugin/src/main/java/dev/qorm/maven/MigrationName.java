package dev.qorm.maven;

import dev.qorm.migration.MigrationId;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/** Reads a parameter that names a migration, such as {@code qorm.target}. */
final class MigrationName {
    private MigrationName() {}

    static @Nullable MigrationId parse(String property, @Nullable String name) throws MojoFailureException {
        if (name == null) {
            return null;
        }
        return MigrationId.parse(name)
                .orElseThrow(() -> new MojoFailureException(property + " is '" + name
                        + "', which is not the name of a migration. They look like this: -D" + property
                        + "=Migration0003"));
    }
}
