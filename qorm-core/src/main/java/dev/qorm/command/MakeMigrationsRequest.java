package dev.qorm.command;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.Database;
import dev.qorm.scan.Codebase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What makemigrations needs to know.
 *
 * @param code the project's code, compiled
 * @param sourceDirectory where the migration's source goes, below it in the folder of its package: {@code src/main/java}
 * @param migrationsPackage the package of the migrations, or null for that of the migrations that are there, else one
 *     beside the models
 * @param description what the migration is for, or null when nobody says
 * @param answers what is known of renames and values before anybody is asked
 * @param mode what to do with what is found
 * @param dialect the kind of database whose SQL a dry run tells, or null for none
 * @param concurrently whether indexes, keys and checks of tables that are there come concurrently, in a migration of
 *     their own
 * @param update that the last migration is written anew and no other one behind it, or null when that is not wanted; not
 *     with {@link Mode#BLANK}
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

    /** The same, with the changes in a migration of their own. */
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
     * Who may have the last migration, which must not be written anew then.
     *
     * @param database a database to look at, or null where there is none
     * @param historyTable the table in which it remembers the migrations
     */
    public record Update(@Nullable Database database, String historyTable) {}

    /** What to do with the changes that are found. */
    public enum Mode {
        /** Write a migration. */
        WRITE,
        /** Write nothing; tell what would be written, with the questions that would have to be answered first. */
        DRY_RUN,
        /** Do not look for changes: write a migration without operations, for steps made by hand. */
        BLANK
    }
}
