package dev.qorm.migration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A fingerprint of the first migrations of a project, by their names and what they do. That of one more migration is made of
 * the one before it, so that it can be told where the sources of those before are gone.
 *
 * <p>It takes a hash a migration. {@link MigrationSequence#fingerprint} takes one for all of them, so that a run that has
 * nothing to do is quick, and cannot be continued.
 */
public final class Lineage {
    /** That of no migration. */
    public static final String NONE = "";

    private Lineage() {}

    /** That of what has {@code before}, and then a migration of this name and {@link NumberedMigration#checksum}. */
    public static String after(String before, MigrationId id, String checksum) {
        return Checksum.of(before + "\n" + id + "=" + checksum);
    }

    /**
     * Those that a database may have which has all of {@code migrations}. There are several where one of them is a squash:
     * the database may have recorded it, or the migrations for which it stands.
     */
    static Set<String> of(List<NumberedMigration> migrations) {
        var lineages = Set.of(NONE);
        for (var migration : migrations) {
            var next = new LinkedHashSet<String>();
            for (var lineage : lineages) {
                next.add(after(lineage, migration.id(), migration.checksum()));
            }
            next.addAll(migration.lineages());
            lineages = next;
        }
        return lineages;
    }
}
