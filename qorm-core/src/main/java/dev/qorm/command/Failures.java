package dev.qorm.command;

import dev.qorm.dialect.UnsupportedByDatabaseException;
import dev.qorm.diff.RenameException;
import dev.qorm.execute.ExecutionException;
import dev.qorm.migration.MigrationException;
import dev.qorm.model.ModelException;
import dev.qorm.operation.IrreversibleOperationException;
import dev.qorm.scan.ScanException;
import dev.qorm.schema.SchemaException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Converts the exceptions of the floors below to the only exception that a goal knows. */
final class Failures {
    private Failures() {}

    static <T> T reported(Supplier<T> work) {
        try {
            return work.get();
        } catch (ModelException
                | MigrationException
                | ScanException
                | SchemaException
                | RenameException
                | UnsupportedByDatabaseException
                | IrreversibleOperationException e) {
            throw new CommandException(e.getMessage(), e, true);
        } catch (ExecutionException e) {
            throw new CommandException(e.getMessage(), e, e.isForUserToMend());
        } catch (UncheckedIOException e) {
            throw new CommandException(withReason(e), e, false);
        }
    }

    private static String withReason(UncheckedIOException failure) {
        var message = String.valueOf(failure.getMessage());
        var reason = String.valueOf(failure.getCause());
        return message.contains(reason) ? message : message + " (" + reason + ")";
    }
}
