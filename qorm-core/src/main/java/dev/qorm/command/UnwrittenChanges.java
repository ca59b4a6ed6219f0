package dev.qorm.command;

import dev.qorm.migration.MigrationSequence;
import dev.qorm.model.ModelMapper;
import dev.qorm.scan.Codebase;
import dev.qorm.scan.Findings;
import dev.qorm.scan.ModelScanner;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Determines whether the models have changes without a migration, from the models or from what the previous run found.
 */
final class UnwrittenChanges {
    private static final String NONE = "no changes";
    private static final String SOME = "changes";
    private static final String REMARK =
            "The models have changes without a migration, which are not applied: mvn qorm:makemigrations writes it";

    private final Findings findings;
    private final @Nullable String migrationsPackage;

    /** @param migrationsPackage the package of the migrations, or null for any package */
    UnwrittenChanges(Findings findings, @Nullable String migrationsPackage) {
        this.findings = findings;
        this.migrationsPackage = migrationsPackage;
    }

    /** Whether it is known that there are none. */
    boolean areNone() {
        return NONE.equals(findings.answer(question()));
    }

    /** Stores that there are none. */
    void keepNone() {
        findings.keep(question(), NONE);
    }

    /** Returns the remark for a user who has nothing to migrate, or null if no changes are known. */
    @Nullable
    String knownRemark() {
        return SOME.equals(findings.answer(question())) ? REMARK : null;
    }

    /**
     * Reads the models, and returns the remark for a user who has nothing to migrate, or null if the models have no
     * changes. If there are no models, as in a module that only contains the migrations, they are not treated as
     * deleted.
     */
    @Nullable
    String remark(Codebase code, MigrationSequence sequence) {
        if (areNone()) {
            return null;
        }
        try {
            return Failures.reported(() -> {
                var models = ModelScanner.scan(code);
                if (models.models().isEmpty()) {
                    return null;
                }
                var changes = Changes.between(sequence.replay(), ModelMapper.map(models.models()), Answers.NONE);
                var isChanged = !changes.operations().isEmpty();
                if (isChanged) {
                    findings.keep(question(), SOME);
                } else if (models.warnings().isEmpty()) {
                    keepNone();
                }
                return isChanged ? REMARK : null;
            });
        } catch (CommandException e) {
            return "Whether the models have changes without a migration cannot be said: " + e.getMessage();
        }
    }

    private String question() {
        return "models and migrations in " + Objects.requireNonNullElse(migrationsPackage, "any package");
    }
}
