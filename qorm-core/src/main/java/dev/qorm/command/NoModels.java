package dev.qorm.command;

import dev.qorm.migration.MigrationSequence;
import dev.qorm.scan.ScannedModels;

/**
 * A project with neither models nor migrations. That is not an error, but a user who runs a goal on it expects
 * something to be found, such as the entities of JPA.
 */
final class NoModels {
    static final String REMARK = "no class extends dev.qorm.model.Model, so there is nothing to migrate. Begin with"
            + "  mvn qorm:create -Dqorm.model=Post  or, where there is a database already, with  mvn qorm:inspect. Entities"
            + " of JPA are not read: docs/jpa.md has the way from there";

    private NoModels() {}

    /** Whether the project is one. Classes that were skipped have remarks of their own. */
    static boolean in(ScannedModels models, MigrationSequence migrations) {
        return models.models().isEmpty()
                && models.warnings().isEmpty()
                && migrations.migrations().isEmpty();
    }
}
