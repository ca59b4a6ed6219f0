package dev.qorm.maven;

import dev.qorm.command.MakeMigrationsResult;
import dev.qorm.operation.Operation;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Tells what makemigrations found and did. */
final class ChangeReport {
    private final Log log;
    private final Path basedir;

    ChangeReport(Log log, Path basedir) {
        this.log = log;
        this.basedir = basedir;
    }

    void tell(MakeMigrationsResult result) {
        result.warnings().forEach(log::warn);
        if (!result.hasChanges()) {
            log.info("No changes detected");
            return;
        }
        var file = result.file();
        log.info("Migration " + result.id() + (file == null ? " would be created" : " successfully created"));
        result.operationLines().forEach(log::info);
        if (file != null) {
            log.info("  " + basedir.relativize(file).toString().replace('\\', '/'));
        }
        result.operations().stream()
                .filter(Operation::isDestructive)
                .forEach(each ->
                        log.warn("Destructive: " + each.describe() + "; a rollback does not bring the data back"));
    }

    /** @throws MojoFailureException when there are changes; the message lists them */
    void requireNoChanges(MakeMigrationsResult result) throws MojoFailureException {
        result.warnings().forEach(log::warn);
        if (result.hasChanges()) {
            throw new MojoFailureException("The models have changes without a migration, and nothing is written here:\n"
                    + String.join("\n", result.operationLines())
                    + "\nRun this, and commit the file that it writes:\n  mvn qorm:makemigrations");
        }
        log.info("No changes detected");
    }
}
