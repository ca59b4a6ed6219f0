package dev.qorm.command;

import dev.qorm.migration.MigrationSequence;
import dev.qorm.model.ModelMapper;
import dev.qorm.scan.Codebase;
import dev.qorm.scan.Findings;
import dev.qorm.scan.ModelScanner;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether the models have changes without a migration, and what is known of that from the run before. */
final class UnwrittenChanges {
    private static final String NONE = "no changes";
    private static final String SOME = "changes";
    private static final String REMARK =
            "The models have changes without a migration, which are not applied: mvn qorm:makemigrations writes it";

    private final Findings findings;
    private final @Nullable String migrationsPackage;

    /** @param migrationsPackage where the migrations are, or null for anywhere */
    UnwrittenChanges(Findings findings, @Nullable String migrationsPackage) {
        this.findings = findings;
        this.migrationsPackage = migrationsPackage;
    }

    /** Whether it is known that there are none. */
    boolean areNone() {
        return NONE.equals(findings.answer(question()));
    }

    /** Keeps that there are none. */
    void keepNone() {
        findings.keep(question(), NONE);
    }

    /** What to tell a person who has nothing to migrate; null where nothing is known of changes. */
    @Nullable
    String knownRemark() {
        return SOME.equals(findings.answer(question())) ? REMARK : null;
    }

    /**
     * What to tell a person who has nothing to migrate, after a look at the models; null where they have no changes. Where no
     * model is to be seen, as in a module that has the migrations alone, they are not taken for dropped ones.
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
