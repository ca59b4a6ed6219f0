package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import dev.qorm.scan.SourceEncoding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input of renumber. The project need not compile, since two branches have just been merged in it.
 *
 * @param sourceDirectory the root of the sources
 * @param migrationsPackage the package of the migrations, or null for any package
 * @param encoding the encoding with which the sources are compiled
 * @param classPath the class path with which the sources are compiled
 * @param loader loads the classes of {@code classPath}, and {@code dev.qorm} classes from this very qorm
 * @param keep which side of a conflict keeps its number, or null for the applied one or, if none is applied, {@link
 *     Keep#OURS}
 * @param migrations the names of the files that move after all others, or {@code none}; null if the user does not say
 * @param applied the checksums of the migrations that a database has applied; empty if none is known
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
    /** Says that nothing moves except what must move. */
    public static final String NONE = "none";

    /** A side of a conflict, named as by {@code git checkout}. */
    public enum Keep {
        /** The upper side: in a merge, that of the branch that was checked out. */
        OURS,
        /** The lower side: in a merge, that of the branch that was merged in. */
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
