package dev.qorm.command;

import dev.qorm.diff.FormerNames;
import dev.qorm.diff.Handovers;
import dev.qorm.diff.RenameException;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.model.MappedModels;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.ConcurrentOperation;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.scan.ScannedMigrations;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import java.util.ArrayList;
import java.util.List;

/**
 * A migration that makemigrations can rewrite without losing anything. This is the case if makemigrations generates
 * exactly these operations from the schema before the migration, the schema after it and the answers that it contains:
 * then these are everything that the user has said.
 */
final class WrittenMigration {
    private static final String REMEDY =
            ". Nothing was written. Leave out qorm.update, and the changes get a migration of"
                    + " their own. Or keep what was written by hand: if a database has the migration, roll it back (mvn"
                    + " qorm:rollback); delete the source, run mvn qorm:makemigrations, and add it to the migration that this"
                    + " writes";

    private final ScannedMigrations migrations;
    private final NumberedMigration migration;
    private final Schema before;

    WrittenMigration(ScannedMigrations migrations, NumberedMigration migration) {
        this.migrations = migrations;
        this.migration = migration;
        this.before = migrations.sequence().before(migration.id());
    }

    /** Returns its answers about renames and values for rows. */
    EarlierAnswers answers() {
        return EarlierAnswers.of(migration.id().toString(), before, migration.operations());
    }

    /** Whether it has exactly these operations, in any order. */
    boolean isSame(List<Operation> operations) {
        var rest = rest(migration.operations(), operations, true);
        return rest.isEmpty()
                && migration.operations().size() == operations.size()
                && FormerNames.of(before, operations).equals(answers().names());
    }

    /** @throws CommandException if something would be lost */
    void checkReplaceable() {
        if (migration.id().isSquash()) {
            throw CommandException.toMend(squash());
        }
        if (migration.operations().isEmpty()) {
            throw CommandException.toMend(migration.id() + " was written for steps by hand" + REMEDY);
        }
        var byHand = madeByHand();
        byHand.stream().filter(HandmadeOperation.class::isInstance).findFirst().ifPresent(step -> {
            throw CommandException.toMend(
                    migration.id() + " has a step by hand, '" + step.describe() + "', which would be lost" + REMEDY);
        });
        if (!migrations.isAsWritten(migration)) {
            throw CommandException.toMend(
                    migration.id() + " is not as makemigrations wrote it, by its @Fingerprint, and what"
                            + " was edited would be lost" + REMEDY);
        }
        if (!byHand.isEmpty()) {
            throw CommandException.toMend(migration.id() + " is not as makemigrations would write it: '"
                    + byHand.get(0).describe() + "' may have been written by hand, and would be lost" + REMEDY);
        }
    }

    /** Returns the operations that makemigrations would not generate again. */
    List<Operation> madeByHand() {
        try {
            return rest(migration.operations(), madeAnew(Answers.NONE).operations(), false);
        } catch (CommandException | RenameException | SchemaException e) {
            return migration.operations(); // it does not contain answers that makemigrations accepts
        }
    }

    /** Returns what makemigrations generates from the schemas before and after it, its own answers and more answers. */
    Changes madeAnew(Answers more) {
        var after = new MappedModels(
                migration.applyTo(before), List.of(), Handovers.left(migration.operations()), List.of());
        return Changes.between(before, after, more, answers());
    }

    private String squash() {
        var last = migration.id().last();
        var isThere =
                migrations.sequence().all().stream().anyMatch(each -> each.id().equals(last));
        return migration.id() + " replaces the last migration"
                + (isThere
                        ? ", and would no longer match it. Nothing was written. Delete the source of " + migration.id()
                                + ", run this again, and then mvn qorm:squash -Dqorm.target=" + last
                        : "s, and databases have their changes already. Leave out qorm.update, and the changes get a migration of"
                                + " their own");
    }

    /**
     * Returns those of {@code operations} that are not among {@code others}; renames are compared by the resulting
     * names.
     */
    private List<Operation> rest(List<Operation> operations, List<Operation> others, boolean withWayBack) {
        var isNamedAlike = FormerNames.of(before, operations).equals(FormerNames.of(before, others));
        var found = new ArrayList<>(
                others.stream().map(each -> alone(each, withWayBack)).toList());
        return operations.stream()
                .filter(each -> isRename(each) ? !isNamedAlike : !found.remove(alone(each, withWayBack)))
                .toList();
    }

    private static boolean isRename(Operation operation) {
        return operation instanceof RenameTable || operation instanceof RenameColumn;
    }

    /** Returns an operation without what is ignored here: whether it is concurrent, and how it is rolled back. */
    private static Operation alone(Operation operation, boolean withWayBack) {
        if (!withWayBack && operation instanceof DropColumn drop) {
            return new DropColumn(drop.table(), drop.column());
        }
        if (!withWayBack && operation instanceof AlterColumn alter) {
            return new AlterColumn(alter.table(), alter.from(), alter.to(), alter.backfill(), null);
        }
        return operation instanceof ConcurrentOperation part ? part.inTransaction() : operation;
    }
}
