package dev.qorm.maven;

import dev.qorm.command.MakeMigrationsResult;
import dev.qorm.command.MakeMigrationsResult.NextMigration;
import dev.qorm.command.Question;
import dev.qorm.command.SqlScript;
import dev.qorm.operation.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Logs the result of makemigrations. */
final class ChangeReport {
    private final Log log;
    private final Function<Path, String> names;

    /** @param names returns the name of a file relative to the folder in which Maven was started */
    ChangeReport(Log log, Function<Path, String> names) {
        this.log = log;
        this.names = names;
    }

    void tell(MakeMigrationsResult result) {
        result.warnings().forEach(log::warn);
        if (result.migrations().isEmpty()) {
            tellNoChanges(result);
            return;
        }
        result.migrations().forEach(this::tell);
        result.operations().stream()
                .filter(Operation::isDestructive)
                .forEach(each -> log.warn((each.mayKeepAll() ? "Perhaps destructive: " : "Destructive: ")
                        + each.describe() + "; a rollback does not bring the data back"));
        if (result.sql() != null) {
            tell(result.sql());
        }
        tell(result.openQuestions());
    }

    private void tell(NextMigration migration) {
        var file = migration.file();
        var done = migration.isUpdate() ? "updated" : "created";
        log.info("Migration " + migration.id() + (file == null ? " would be " : " successfully ") + done);
        migration.operationLines().forEach(log::info);
        if (file != null) {
            log.info("  " + names.apply(file));
        }
    }

    private void tell(SqlScript sql) {
        log.info("Its SQL on " + sql.dialect().displayName() + ":");
        sql.preview().forEach(line -> log.info("  " + line));
    }

    private void tell(List<Question> open) {
        if (!open.isEmpty()) {
            log.info("This assumes that nothing was renamed and no value was given. To write it, qorm has to know:");
            Question.lines(open).lines().forEach(log::info);
        }
    }

    /** @throws MojoFailureException if there are changes; the message lists them, and their SQL is logged before */
    void requireNoChanges(MakeMigrationsResult result) throws MojoFailureException {
        result.warnings().forEach(log::warn);
        if (result.sql() != null) {
            tell(result.sql());
        }
        if (result.hasChanges()) {
            throw new MojoFailureException("The models have changes without a migration, and nothing is written here:\n"
                    + String.join("\n", result.operationLines())
                    + "\nRun this, and commit the file that it writes:\n  mvn qorm:makemigrations"
                    + questions(result.openQuestions()));
        }
        tellNoChanges(result);
    }

    /** If there is nothing that could have changed, the warning is sufficient. */
    private void tellNoChanges(MakeMigrationsResult result) {
        if (!result.isWithoutModels()) {
            log.info("No changes detected");
        }
    }

    private static String questions(List<Question> open) {
        return open.isEmpty()
                ? ""
                : "\nIt will ask the following, or needs the answer as a flag. The changes above assume that nothing"
                        + " was renamed:\n"
                        + Question.lines(open).stripTrailing();
    }
}
