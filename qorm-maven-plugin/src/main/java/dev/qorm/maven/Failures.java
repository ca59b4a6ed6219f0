package dev.qorm.maven;

import dev.qorm.command.CommandException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/** What commands throw, in the exceptions of Maven: a failure is the user's to mend, the rest ours or the environment's. */
final class Failures {
    private Failures() {}

    /**
     * Translates a failure that is not the user's to mend. What a command throws says all in its message, and what to do at
     * the end of it. Maven prints the messages of causes behind that; it does not those of suppressed exceptions, which
     * {@code mvn -e} shows like causes.
     *
     * @throws MojoFailureException when it is
     */
    static MojoExecutionException translate(Throwable failure, Redaction redaction) throws MojoFailureException {
        var message = redaction.apply(String.valueOf(failure.getMessage()));
        var shown = redaction.isNeededFor(failure) ? null : failure;
        if (failure instanceof CommandException command) {
            if (command.isForUserToMend()) {
                throw with(shown, new MojoFailureException(message));
            }
            return with(shown, new MojoExecutionException(message));
        }
        return new MojoExecutionException("Unexpected: " + failure.getClass().getName() + ": " + message, shown);
    }

    private static <E extends Exception> E with(@Nullable Throwable shown, E failure) {
        if (shown != null) {
            failure.addSuppressed(shown);
        }
        return failure;
    }
}
