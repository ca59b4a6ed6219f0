package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.Statement;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What keys, checks and indexes of H2 lose when they are created again, because no migration declares it: for example a key that
 * is dropped and restored because another one that shares its index is dropped.
 */
final class H2MadeAgain {
    private static final Pattern MAKES =
            Pattern.compile("^(?:create (?:unique )?index|alter table .* add constraint) ", Pattern.CASE_INSENSITIVE);

    private H2MadeAgain() {}

    /** Returns the losses, for the user. Only the statements show which parts are dropped and restored. */
    static List<String> losses(Run run, List<H2Parts.Part> parts) {
        var special = parts.stream()
                .filter(part -> !part.extras().isEmpty() && !part.isElsewhere())
                .toList();
        if (special.isEmpty()) {
            return List.of();
        }
        var made = run.render(Dialect.H2.renderer()).stream()
                .flatMap(operation -> operation.statements().stream())
                .map(Statement::sql)
                .filter(statement -> MAKES.matcher(statement).find())
                .toList();
        return special.stream()
                .flatMap(part -> part.extras().stream()
                        .filter(extra -> made.stream()
                                .anyMatch(statement -> makes(statement, part.name()) && !declares(statement, extra)))
                        .map(extra -> extra + (extra.equals("the comment") ? " on " : " of ") + part.text()))
                .toList();
    }

    /** Whether the statement gives the part again what it had; the migrations may declare how NULLs are compared. */
    private static boolean declares(String statement, String extra) {
        return extra.equals(H2Parts.EQUAL_NULLS) && statement.contains("nulls not distinct");
    }

    private static boolean makes(String statement, String name) {
        return Pattern.compile("(?:index|constraint) \"?" + Pattern.quote(name) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
                .matcher(statement)
                .find();
    }
}
