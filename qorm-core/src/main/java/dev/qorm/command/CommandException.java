package dev.qorm.command;

import org.jspecify.annotations.Nullable;

/** Thrown if a command cannot do its work. The message is for the user: where, what, and what to do. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isForUserToMend;

    CommandException(@Nullable String message, @Nullable Throwable cause, boolean isForUserToMend) {
        super(message, cause);
        this.isForUserToMend = isForUserToMend;
    }

    /** Creates an exception for a problem that the user can correct. */
    public static CommandException toMend(String message) {
        return new CommandException(message, null, true);
    }

    /** Returns true if models, migrations or settings are wrong, and false if a disk or a database failed. */
    public boolean isForUserToMend() {
        return isForUserToMend;
    }
}
