package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.schema.Column;
import dev.qorm.schema.ComputedColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Alters a column of MySQL or MariaDB by declaring it again completely. */
final class MySqlColumnChange {
    private final MySqlOperationRenderer renderer;
    private final AlterColumn operation;
    private final String table;
    private final Column from;
    private final Column to;

    MySqlColumnChange(MySqlOperationRenderer renderer, AlterColumn operation) {
        this.renderer = renderer;
        this.operation = operation;
        this.table = operation.table();
        this.from = operation.from();
        this.to = operation.to();
    }

    List<String> statements() {
        if (OperationRenderer.becomesGenerated(operation)) {
            return List.of(modify(place()));
        }
        var guard = guard();
        var statements = new ArrayList<String>();
        var backfill = from.isNullable() && !to.isNullable() ? renderer.updates.fill(operation) : List.<String>of();
        var changesType = !from.type().equals(to.type());
        var addGuard = Stream.ofNullable(guard)
                .map(name -> renderer.clauses.addGuard(name, renderer.quoted(to.name()) + " is not null"))
                .map(clause -> renderer.clauses.alterTable(table, clause))
                .toList();
        if (changesType) {
            if (backfill.isEmpty()) {
                statements.addAll(addGuard);
            }
            var typed = backfill.isEmpty()
                    ? to
                    : MySqlOperationRenderer.plain(to, to.type()).withDefault(to.defaultValue());
            statements.addAll(new MySqlTypeChange(renderer, operation).statements(typed));
        }
        statements.addAll(backfill);
        if (!changesType || !backfill.isEmpty()) {
            statements.addAll(addGuard);
            statements.add(modify(""));
        }
        statements.addAll(leftovers());
        return statements;
    }

    /**
     * Returns the name of the guard against rows with NULL, or null if the server itself refuses them. In a {@code
     * timestamp}, it would set them to the current time: MariaDB always, MySQL if the column had another type.
     */
    private @Nullable String guard() {
        return from.isNullable() && !to.isNullable() && MySqlMoments.isMoment(to.type())
                ? MySqlConversion.named(to.name(), "NULL in a row")
                : null;
    }

    /** Returns the statement that drops the guard. */
    List<String> leftovers() {
        return Stream.ofNullable(guard())
                .map(renderer.clauses::dropConstraint)
                .map(clause -> renderer.clauses.alterTable(table, clause))
                .toList();
    }

    private String modify(String place) {
        return renderer.clauses.alterTable(
                table, renderer.readers(operation), List.of(renderer.clauses.modify(table, to) + place));
    }

    /** The server requires a computed column to come after the computed one that it reads. */
    private String place() {
        return renderer.before.table(table).columns().values().stream()
                .filter(other -> ComputedColumns.isComputedFrom(to, List.of(other)))
                .map(other -> " after " + renderer.quoted(other.name()))
                .findFirst()
                .orElse("");
    }
}
