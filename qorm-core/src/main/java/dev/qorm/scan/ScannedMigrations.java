package dev.qorm.scan;

import dev.qorm.migration.Fingerprint;
import dev.qorm.migration.Migration;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of a project.
 *
 * @param packageName the package that they are in, or null if there are none
 * @param sequence the migrations in order
 * @param classes the class of each migration
 */
public record ScannedMigrations(
        @Nullable String packageName,
        MigrationSequence sequence,
        Map<MigrationId, Class<? extends Migration>> classes) {
    public ScannedMigrations {
        classes = Map.copyOf(classes);
    }

    /**
     * Returns the migrations whose operations differ from those with which they were written, among those that have a
     * {@link Fingerprint}.
     */
    public List<NumberedMigration> edited() {
        return sequence.all().stream().filter(this::isEdited).toList();
    }

    /** Whether the migration is known to have the operations with which it was written. */
    public boolean isAsWritten(NumberedMigration migration) {
        return migration.checksum().equals(written(migration));
    }

    private boolean isEdited(NumberedMigration migration) {
        var written = written(migration);
        return written != null && !written.equals(migration.checksum());
    }

    private @Nullable String written(NumberedMigration migration) {
        var type = classes.get(migration.id());
        var fingerprint = type == null ? null : type.getAnnotation(Fingerprint.class);
        return fingerprint == null ? null : fingerprint.value();
    }
}
