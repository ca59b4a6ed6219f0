package dev.qorm.maven;

import java.io.File;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * The destination of a goal's list.
 *
 * @param format the format for the user, or {@code json}
 * @param file the file, or null for the log, and standard output for JSON
 * @param log the log
 */
record Output(String format, @Nullable File file, Log log) {
    private static final String JSON = "json";

    /** @throws MojoFailureException if the format is neither {@code forPeople} nor JSON */
    static Output of(String forPeople, String format, @Nullable File file, Log log) throws MojoFailureException {
        if (!List.of(forPeople, JSON).contains(format)) {
            throw new MojoFailureException("qorm.format is '" + format + "'; it can be " + forPeople + " or " + JSON);
        }
        return new Output(format, file, log);
    }

    void print(Supplier<String> forPeople, Supplier<String> json) throws MojoExecutionException {
        print(forPeople, json, log::info);
    }

    /**
     * Does the same for the main result of a goal: {@code mvn -q}, which suppresses everything else, does not suppress
     * it.
     */
    void printAlways(Supplier<String> forPeople, Supplier<String> json) throws MojoExecutionException {
        print(forPeople, json, always(log));
    }

    /** Returns the destination for lines that {@code mvn -q} must not suppress. */
    static Consumer<String> always(Log log) {
        return log.isInfoEnabled() ? log::info : StandardOutput::println;
    }

    /** Prints each line for the user as an error, because {@code mvn -q} shows those. */
    void printFailure(Supplier<String> forPeople, Supplier<String> json) throws MojoExecutionException {
        print(forPeople, json, log::error);
    }

    private void print(Supplier<String> forPeople, Supplier<String> json, Consumer<String> line)
            throws MojoExecutionException {
        var text = format.equals(JSON) ? json.get() : forPeople.get();
        if (file != null) {
            OutputFile.write(file.toPath(), text.lines().toList());
        } else if (format.equals(JSON)) {
            StandardOutput.println(text); // without the level with which the log prefixes each line
        } else {
            text.lines().forEach(line);
        }
    }
}
