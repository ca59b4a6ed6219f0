package dev.qorm.migration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A fingerprint of the first migrations of a project, by their names and what they do. It is continued by the next one, so that
 * it can be where their sources are gone.
 */
public final class Lineage {
    /** That of no migration. */
    public static final String NONE = "";

    private Lineage() {}

    /** That of what has {@code before}, and then a migration of this name and {@link NumberedMigration#checksum}. */
    public static String after(String before, MigrationId id, String checksum) {
        return Checksum.of(before + "\n" + id + "=" + checksum);
    }

    /** The ones that a database may have which has all of {@code migrations}: those of a squash are others for what it stands for. */
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
