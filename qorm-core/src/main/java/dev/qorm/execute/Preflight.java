package dev.qorm.execute;

import dev.qorm.dialect.DdlRenderer;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.RowProbe;
import dev.qorm.execute.MigrationListener.Direction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the rows before the first statement of a migration, where the database commits each: a migration that would be
 * refused by its third statement does not begin. Rows that come in meanwhile are the database's to refuse.
 */
final class Preflight {
    private final Sql sql;
    private final DdlRenderer renderer;

    Preflight(Sql sql, DdlRenderer renderer) {
        this.sql = sql;
        this.renderer = renderer;
    }

    /**
     * Asks all that the statements may meet but the first one: where that is refused, nothing has happened yet.
     *
     * @param rendered the statements of the run, all of them to come
     * @throws ExecutionException when rows are in the way; it names all kinds of them
     */
    void check(Run run, List<RenderedOperation> rendered) throws SQLException {
        var begun = rendered.stream()
                .filter(operation -> !operation.statements().isEmpty())
                .toList();
        var isDoneAtOnce = !begun.isEmpty() && begun.get(0).statements().size() == 1;
        if (begun.isEmpty() || (isDoneAtOnce && begun.size() == 1)) {
            return;
        }
        var probes = run.probes(renderer).stream()
                .filter(probe ->
                        !isDoneAtOnce || !probe.operation().equals(begun.get(0).operation()))
                .toList();
        if (probes.isEmpty()) {
            return;
        }
        var found = new ArrayList<String>();
        for (var probe : probes) {
            var count = count(probe);
            if (count > 0) {
                found.add("\n  '" + probe.operation().describe() + "' would be refused. " + capitalized(probe.reason())
                        + ": " + count + "\n    " + probe.query());
            }
        }
        sql.connection().rollback(); // the server keeps nothing open of what was read
        if (!found.isEmpty()) {
            throw ExecutionException.rows(message(run, found));
        }
    }

    /**
     * How many rows are in the way: none known of where the database does not take the question, such as a check that it
     * cannot evaluate. It then refuses the statement, and says why.
     */
    private long count(RowProbe probe) {
        try {
            return sql.query("select count(*) from (" + probe.query() + ") found", row -> row.getLong(1))
                    .get(0);
        } catch (SQLException unanswered) {
            return 0;
        }
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String message(Run run, List<String> found) {
        var isApplied = run.direction() == Direction.APPLY;
        return (isApplied ? "" : "rolling back ") + run.migration().id()
                + " was not begun, since it would stop half way:" + String.join("", found)
                + (isApplied
                        ? "\n  Nothing of this migration is applied; the ones before it are. Mend these rows and run mvn"
                                + " qorm:migrate again."
                        : "\n  Nothing of this migration is rolled back. Mend these rows and run mvn qorm:rollback"
                                + " again.");
    }
}
