package dev.qorm.maven;

import dev.qorm.migration.MigrationId;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/** Reads the parameter {@code qorm.target}. */
final class Target {
    private Target() {}

    static @Nullable MigrationId parse(@Nullable String target) throws MojoFailureException {
        if (target == null) {
            return null;
        }
        return MigrationId.parse(target)
                .orElseThrow(() -> new MojoFailureException("qorm.target is '" + target
                        + "', which is not the name of a migration. They look like this: -Dqorm.target=Migration0003"));
    }
}
