package dev.qorm.command;

import org.jspecify.annotations.Nullable;

/** A command could not do its work. The message is for the user: where, what, and what to do. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isForUserToMend;

    CommandException(@Nullable String message, @Nullable Throwable cause, boolean isForUserToMend) {
        super(message, cause);
        this.isForUserToMend = isForUserToMend;
    }

    /** What is wrong, for the user to mend. */
    public static CommandException toMend(String message) {
        return new CommandException(message, null, true);
    }

    /** True when models, migrations or settings are wrong; false when a disk or a database refused. */
    public boolean isForUserToMend() {
        return isForUserToMend;
    }
}
