package dev.qorm.maven;

import dev.qorm.command.CommandException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * Translates the exceptions of commands to those of Maven: a failure is the user's to correct, an error is ours or the
 * environment's.
 */
final class Failures {
    private Failures() {}

    /**
     * Translates a failure that the user cannot correct.
     *
     * @throws MojoFailureException if the user can correct it
     */
    static MojoExecutionException translate(Throwable failure, Redaction redaction) throws MojoFailureException {
        var message = redaction.apply(String.valueOf(failure.getMessage()));
        var shown = redaction.isNeededFor(failure) ? null : failure;
        if (failure instanceof CommandException command) {
            if (command.isForUserToMend()) {
                throw new MojoFailureException(message, shown);
            }
            return new MojoExecutionException(message, shown);
        }
        return new MojoExecutionException("Unexpected: " + failure.getClass().getName() + ": " + message, shown);
    }
}
