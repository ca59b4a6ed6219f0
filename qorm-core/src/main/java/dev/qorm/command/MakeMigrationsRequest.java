package dev.qorm.command;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.Database;
import dev.qorm.scan.Codebase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The input of makemigrations.
 *
 * @param code the project's code, compiled
 * @param sourceDirectory the folder below which the migration's source is written, in the folder of its package: {@code
 *     src/main/java}
 * @param migrationsPackage the package of the migrations, or null for that of the existing migrations or, if there are
 *     none, one next to the models
 * @param description the purpose of the migration, or null if none was given
 * @param answers what is known about renames and values before anybody is asked
 * @param mode what to do with the changes
 * @param dialect the database whose SQL a dry run shows, or null for none
 * @param concurrently whether indexes, keys and checks of existing tables are added concurrently, in a migration of
 *     their own
 * @param update non-null if the last migration is rewritten instead of another one being added; not with {@link
 *     Mode#BLANK}
 */
public record MakeMigrationsRequest(
        Codebase code,
        Path sourceDirectory,
        @Nullable String migrationsPackage,
        @Nullable String description,
        Answers answers,
        Mode mode,
        @Nullable Dialect dialect,
        boolean concurrently,
        @Nullable Update update) {
    public MakeMigrationsRequest {
        if (update != null && mode == Mode.BLANK) {
            throw new IllegalArgumentException("a blank migration comes behind the last one");
        }
    }

    /** Creates a request that puts the changes into a new migration. */
    public MakeMigrationsRequest(
            Codebase code,
            Path sourceDirectory,
            @Nullable String migrationsPackage,
            @Nullable String description,
            Answers answers,
            Mode mode,
            @Nullable Dialect dialect,
            boolean concurrently) {
        this(code, sourceDirectory, migrationsPackage, description, answers, mode, dialect, concurrently, null);
    }

    /**
     * Tells which database may have the last migration, which must then not be rewritten.
     *
     * @param database the database to check, or null if there is none
     * @param historyTable the table of its history
     */
    public record Update(@Nullable Database database, String historyTable) {}

    /** What to do with the changes. */
    public enum Mode {
        /** Write a migration. */
        WRITE,
        /** Write nothing; return what would be written, with the questions that would have to be answered first. */
        DRY_RUN,
        /** Do not look for changes: write a migration without operations, for steps by hand. */
        BLANK
    }
}
