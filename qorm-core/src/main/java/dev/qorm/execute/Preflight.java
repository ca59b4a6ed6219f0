package dev.qorm.execute;

import dev.qorm.dialect.DdlRenderer;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.RowProbe;
import dev.qorm.dialect.RowProbe.Effect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.operation.Operation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Checks the rows before the first statement of a migration. If the database commits each statement, a migration whose
 * third statement would be refused does not start; on no database does one start that would give rows a different
 * meaning without being refused. Rows that are added meanwhile are left to the database to refuse.
 */
final class Preflight {
    /** H2's code for two columns of one name in a query within a query. */
    private static final int NAMED_ALIKE = 42121;

    private final Sql sql;
    private final DdlRenderer renderer;
    private final MigrationListener listener;

    Preflight(Sql sql, DdlRenderer renderer, MigrationListener listener) {
        this.sql = sql;
        this.renderer = renderer;
        this.listener = listener;
    }

    /**
     * Checks for all obstacles except those of the first statement: if that is refused, nothing has happened yet.
     *
     * @param rendered the statements of the run, none of which has run yet
     * @throws ExecutionException if rows are in the way; it names all kinds of them
     */
    void check(Run run, List<RenderedOperation> rendered) throws SQLException {
        var first = rendered.stream()
                .filter(operation -> !operation.statements().isEmpty())
                .findFirst();
        var isDoneAtOnce = first.isPresent() && first.get().statements().size() == 1;
        var isAnswered = check(
                run,
                probe -> probe.effect() != Effect.REFUSED
                        || !isDoneAtOnce
                        || !probe.operation().equals(first.get().operation()));
        if (isAnswered) {
            sql.endReading();
        }
    }

    /**
     * Checks for everything that the database itself would not refuse, or not in the same way as other databases: if it
     * rolls back what was started, the rest can be left to the statements.
     *
     * @throws ExecutionException if rows are in the way; it names all kinds of them
     */
    void checkBeforeTransaction(Run run) {
        check(run, probe -> probe.effect() != Effect.REFUSED);
    }

    /**
     * Checks for everything, if a refused statement leaves something behind.
     *
     * @throws ExecutionException if rows are in the way; it names all kinds of them
     */
    void checkAll(Run run) {
        check(run, probe -> true);
    }

    /**
     * Checks only for what the database would not refuse.
     *
     * @throws ExecutionException if rows would get a different meaning, or violate a check
     */
    void checkMeaning(Run run) {
        check(run, probe -> !probe.effect().isRefused());
    }

    /**
     * Returns the obstacles of the run with the current rows, a text of two lines for each operation that they are in
     * the way of; also if the database would roll the migration back and nothing would be lost.
     */
    List<String> obstacles(Run run) {
        return run.probes(renderer).stream()
                .flatMap(probe -> obstacle(run, probe).stream())
                .toList();
    }

    /**
     * Returns the part of an error that names the rows that are in the way of a run, none of whose statements took
     * effect; empty if the database refused a statement for something else.
     */
    String rowsBehind(SQLException refusal, Run run) {
        var found = Refusal.isOfRows(refusal) ? obstacles(run) : List.<String>of();
        return found.isEmpty() ? "" : "Rows are in the way:\n  " + String.join("\n  ", found) + "\n  ";
    }

    /** Whether anything was checked. */
    private boolean check(Run run, Predicate<RowProbe> isAsked) {
        var found = new ArrayList<String>();
        var refused = new LinkedHashSet<Operation>();
        var probes = run.probes(renderer).stream().filter(isAsked).toList();
        for (var probe : probes) {
            var obstacle = obstacle(run, probe);
            if (obstacle.isPresent()) {
                found.add("\n  " + obstacle.get());
                refused.add(probe.operation());
            }
        }
        if (!found.isEmpty()) {
            throw ExecutionException.rows(message(run, found, refused));
        }
        return !probes.isEmpty();
    }

    private Optional<String> obstacle(Run run, RowProbe probe) {
        var count = count(run, probe);
        return count == 0
                ? Optional.empty()
                : Optional.of("'" + probe.operation().describe() + "' would " + word(probe.effect()) + ". "
                        + capitalized(probe.reason()) + ": " + count + "\n    " + probe.query());
    }

    private static String word(Effect effect) {
        return switch (effect) {
            case REFUSED, UNREADABLE -> "be refused";
            case RENUMBERED -> "make rows refer to other rows";
            case VIOLATING -> "make rows violate a check";
        };
    }

    /** Returns how many rows are in the way; 0 if the database does not accept the query. */
    private long count(Run run, RowProbe probe) {
        try {
            return count(probe.query());
        } catch (SQLException e) {
            listener.unanswered(
                    run.migration().id(), run.direction(), probe.operation().describe(), Refusal.text(e));
            return 0;
        }
    }

    /** Two values without names have the same one in some modes of H2, such as that of PostgreSQL. */
    private long count(String query) throws SQLException {
        try {
            return sql.query("select count(*) from (" + query + ") found", row -> row.getLong(1))
                    .get(0);
        } catch (SQLException e) {
            if (e.getErrorCode() != NAMED_ALIKE) {
                throw e;
            }
            return sql.query(query, row -> 1).size();
        }
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String message(Run run, List<String> found, Set<Operation> refused) {
        var advice = run.direction() == Direction.APPLY
                ? run.adviceToRewrite(refused)
                : refused.stream()
                        .map(operation -> RollbackAdvice.of(run.migration().operations(), operation, true))
                        .distinct()
                        .collect(Collectors.joining());
        return run.subject() + " was not started, because rows are in the way:" + String.join("", found) + "\n  "
                + run.nothingDone() + " Correct these rows and run " + run.goal() + " again."
                + advice;
    }
}
