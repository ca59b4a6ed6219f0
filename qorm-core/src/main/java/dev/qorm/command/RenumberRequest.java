package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import dev.qorm.scan.SourceEncoding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What renumber needs to know. The project need not compile: two branches have just met in it.
 *
 * @param sourceDirectory the root of the sources
 * @param migrationsPackage the package of the migrations, or null for wherever they are
 * @param encoding what the sources are compiled in
 * @param classPath what the sources compile with
 * @param loader loads the classes of {@code classPath}, and {@code dev.qorm} classes from this very qorm
 * @param keep which side of a conflict keeps its number, or null for the one that is applied, else {@link Keep#OURS}
 * @param migrations the names of the files that move behind all others, or {@code none}; null when nobody says
 * @param applied the checksums of the migrations that a database has applied; empty when none is known
 * @param dryRun whether to write nothing
 */
public record RenumberRequest(
        Path sourceDirectory,
        @Nullable String migrationsPackage,
        SourceEncoding encoding,
        List<Path> classPath,
        ClassLoader loader,
        @Nullable Keep keep,
        @Nullable List<String> migrations,
        Map<MigrationId, String> applied,
        boolean dryRun) {
    /** Says that nothing moves but what has to. */
    public static final String NONE = "none";

    /** A side of a conflict, as {@code git checkout} calls them. */
    public enum Keep {
        /** The upper one: in a merge, that of the branch that was checked out. */
        OURS,
        /** The lower one: in a merge, that of the branch that came in. */
        THEIRS
    }

    public RenumberRequest {
        classPath = List.copyOf(classPath);
        migrations = migrations == null ? null : List.copyOf(migrations);
        applied = Map.copyOf(applied);
    }

    boolean names(String file) {
        return migrations != null && migrations.contains(file);
    }
}
