package dev.qorm.migration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A fingerprint of the first migrations of a project, by their names and operations. The fingerprint after one more
 * migration is computed from the previous fingerprint, so it can be computed even if the sources of the earlier
 * migrations no longer exist.
 *
 * <p>It takes one hash for each migration. {@link MigrationSequence#fingerprint} takes a single hash for all of them,
 * which is fast for a run that has nothing to do, but cannot be continued.
 */
public final class Lineage {
    /** The lineage of no migrations. */
    public static final String NONE = "";

    private Lineage() {}

    /**
     * Returns the lineage that continues {@code before} with a migration of this name and {@link
     * NumberedMigration#checksum}.
     */
    public static String after(String before, MigrationId id, String checksum) {
        return Checksum.of(before + "\n" + id + "=" + checksum);
    }

    /**
     * Returns the possible lineages of a database that has all of {@code migrations}. There are several if one of them
     * is a squash: the database may have recorded the squash, or the migrations that it replaces.
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
