package dev.qorm.execute;

import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The migrations to run, in order. It is made from the project's migrations and the history of a database, which must
 * match ({@link HistoryCheck}).
 *
 * @param migrations the migrations to apply, or to roll back, in that order
 */
record MigrationPlan(List<NumberedMigration> migrations) {
    MigrationPlan {
        migrations = List.copyOf(migrations);
    }

    /**
     * Whether all migrations are applied, and nothing else is recorded. This may be false although all are applied: it
     * is checked without the lock, while another runner may be working.
     */
    static boolean isComplete(MigrationSequence sequence, List<HistoryEntry> history) {
        var migrations = Position.of(sequence, history, null).way().migrations();
        if (history.size() != migrations.size()) {
            return false;
        }
        for (var i = 0; i < history.size(); i++) {
            var entry = history.get(i);
            var migration = migrations.get(i);
            if (entry.state() != State.APPLIED
                    || !entry.id().equals(migration.id())
                    || !entry.checksum().equals(migration.checksum())) {
                return false;
            }
        }
        return true;
    }

    /** The same for migrations of which only {@link MigrationSequence#fingerprint} is known. */
    static boolean isComplete(String fingerprint, List<HistoryEntry> history) {
        var checksums = new TreeMap<MigrationId, String>();
        for (var entry : history) {
            if (entry.state() != State.APPLIED) {
                return false;
            }
            checksums.put(entry.id(), entry.checksum());
        }
        return !history.isEmpty() && MigrationSequence.fingerprint(checksums).equals(fingerprint);
    }

    /** Returns the migrations to apply, up to and including {@code target}, or all. */
    static MigrationPlan forward(Position position, @Nullable MigrationId target) {
        HistoryCheck.check(position);
        var history = position.entries();
        var sequence = position.way();
        var last = target == null ? null : last(sequence, target);
        for (var entry : history) {
            if (entry.state().isRollingBack()) {
                throw ExecutionException.contradiction(entry.id()
                        + " was being rolled back when a statement failed or the run was stopped;"
                        + " finish that first with mvn qorm:rollback");
            }
        }
        var done =
                history.stream().filter(entry -> entry.state() == State.APPLIED).count();
        return new MigrationPlan(sequence.migrations().stream()
                .skip(done)
                .filter(migration -> last == null || migration.id().compareTo(last) <= 0)
                .toList());
    }

    /** Returns the migrations to roll back: down to and including {@code target}, or the last one. */
    static MigrationPlan backward(Position position, @Nullable MigrationId target) {
        HistoryCheck.check(position);
        var history = position.entries();
        var sequence = position.way();
        var first = target == null ? null : first(sequence, target);
        var plan = new ArrayList<NumberedMigration>();
        for (var entry : history) {
            var isLast = entry.equals(history.get(history.size() - 1));
            if (first == null ? isLast : entry.id().compareTo(first) >= 0) {
                var migration = sequence.find(entry.id()).orElseThrow();
                if (entry.state() != State.APPLYING) {
                    // A migration that cannot be rolled back stops the run before the first statement, not in the
                    // middle.
                    var unused = migration.reversed(entry.operationCount());
                } // If it was only started, the runner finds out which operations to undo; it is rolled back first.
                plan.add(migration);
            }
        }
        Collections.reverse(plan);
        return new MigrationPlan(plan);
    }

    /**
     * Returns how many migrations are applied.
     *
     * @throws ExecutionException if one is applied in part
     */
    static int applied(Position position) {
        HistoryCheck.check(position);
        var history = position.entries();
        for (var entry : history) {
            if (entry.state() != State.APPLIED) {
                throw ExecutionException.contradiction(entry.id()
                        + (entry.state() == State.APPLYING ? " was started" : " was being rolled back")
                        + " and is not finished; finish it first with mvn qorm:"
                        + (entry.state() == State.APPLYING ? "migrate" : "rollback"));
            }
        }
        return history.size();
    }

    /**
     * Returns the last one to apply: a squash and the last of the migrations that it replaces can stand for each other.
     */
    private static MigrationId last(MigrationSequence sequence, MigrationId target) {
        var other = new MigrationId(target.number(), !target.isSquash());
        return sequence.find(other).isPresent() ? other : existing(sequence, target);
    }

    /** Returns the first one to roll back; the first migration of all is part of a squash. */
    private static MigrationId first(MigrationSequence sequence, MigrationId target) {
        var squash = sequence.squash();
        return squash != null && target.number() == 1 ? squash : existing(sequence, target);
    }

    private static MigrationId existing(MigrationSequence sequence, MigrationId target) {
        var squash = sequence.squash();
        if (squash != null && !target.isSquash() && target.number() <= squash.number()) {
            throw ExecutionException.contradiction(target + " is part of " + squash
                    + ", which this database has applied, or would apply, as one; apply it or roll it back as a whole:"
                    + " -Dqorm.target=" + squash);
        }
        if (target.isSquash()
                && sequence.find(target).isEmpty()
                && sequence.find(target.last()).isPresent()) {
            var first = sequence.migrations().get(0).id();
            throw ExecutionException.contradiction("this database has " + first + " to " + target.last() + ", not "
                    + target + "; to roll them back, use -Dqorm.target=" + first);
        }
        return sequence.get(target).id();
    }
}
