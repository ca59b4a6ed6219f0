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
 * @param packageName the package that they are in, or null when there are none
 * @param sequence the migrations in order
 * @param classes the class of each
 */
public record ScannedMigrations(
        @Nullable String packageName,
        MigrationSequence sequence,
        Map<MigrationId, Class<? extends Migration>> classes) {
    public ScannedMigrations {
        classes = Map.copyOf(classes);
    }

    /** Those that have other operations than when they were written, as far as they have a {@link Fingerprint}. */
    public List<NumberedMigration> edited() {
        return sequence.all().stream().filter(this::isEdited).toList();
    }

    private boolean isEdited(NumberedMigration migration) {
        var type = classes.get(migration.id());
        var written = type == null ? null : type.getAnnotation(Fingerprint.class);
        return written != null && !written.value().equals(migration.checksum());
    }
}
