package dev.qorm.execute;

import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks that the history of a database and the migrations of a project match: each recorded migration exists and has
 * the same operations as when it was applied, and no migration before it is pending. Otherwise, the error says what may
 * have happened and what to do.
 *
 * @param sequence the migrations that apply to the database
 * @param history those that it has recorded, in order
 */
record HistoryCheck(MigrationSequence sequence, List<HistoryEntry> history) {
    /** @throws ExecutionException if they do not match */
    static void check(Position position) {
        var check = new HistoryCheck(position.way(), position.entries());
        check.checkRecorded();
        check.checkNoGap();
    }

    private void checkRecorded() {
        for (var entry : history) {
            var migration = sequence.find(entry.id()).orElseThrow(() -> missing(entry.id()));
            if (!migration.checksum().equals(entry.checksum())) {
                throw changed(entry, migration);
            }
        }
    }

    private void checkNoGap() {
        if (history.isEmpty()) {
            return;
        }
        var recorded = history.stream().map(HistoryEntry::id).collect(Collectors.toSet());
        var last = history.get(history.size() - 1).id();
        for (var migration : sequence.migrations()) {
            if (migration.id().compareTo(last) < 0 && !recorded.contains(migration.id())) {
                throw ExecutionException.contradiction(migration.id() + " is not applied although " + last
                        + " is; it came from another branch. Roll " + last + " back with mvn qorm:rollback, on the"
                        + " branch that it was applied from; then mvn qorm:renumber moves one of the two"
                        + " behind the other. If it is applied, and only its row was deleted from the"
                        + " history, restore that row from a backup");
            }
        }
    }

    private ExecutionException missing(MigrationId id) {
        var squash = sequence.squash();
        return ExecutionException.contradiction(
                squash != null && id.compareTo(squash) < 0
                        ? squashed(id, squash)
                        : id + " is applied to this database but missing from the project;"
                                + " restore its source from version control, or run against the database that this"
                                + " project belongs to" + hintAtOthers());
    }

    /** Returns why a squash does not stand for the migrations that the database has and the project no longer has. */
    private String squashed(MigrationId id, MigrationId squash) {
        var older = " with a version of the project that still has the deleted sources";
        if (!squash.standsFor(history.stream().map(HistoryEntry::id).toList())) {
            return "this database has " + id + ", but not all migrations that are replaced by " + squash
                    + ", and their sources are deleted. Migrate it first" + older + ", up to " + squash.last();
        }
        var stopped = history.stream()
                .filter(entry -> entry.id().compareTo(squash) < 0 && entry.state() != State.APPLIED)
                .findFirst();
        return stopped.map(
                        entry -> entry.id() + " is not finished on this database, but its source was deleted because "
                                + squash + " replaces it. Finish it first" + older)
                .orElse("this database has other migrations up to " + squash.last() + " than those that " + squash
                        + " replaces, and their sources are deleted. Run against the database that this project belongs to; or run"
                        + older + ", which says what is different");
    }

    /** Returns the error for a recorded migration that is not the one that the project has under that number. */
    private ExecutionException changed(HistoryEntry entry, NumberedMigration migration) {
        return ExecutionException.contradiction(sequence.migrations().stream()
                .filter(each -> each.checksum().equals(entry.checksum()))
                .findFirst()
                .map(now -> renumbered(entry, now))
                .orElseGet(() -> edited(entry, migration)));
    }

    private static String renumbered(HistoryEntry entry, NumberedMigration now) {
        return "the migration that this database has as " + entry.id() + " is " + now.id()
                + " now: it was renumbered after it was applied here. Roll back it and the later ones with"
                + " mvn qorm:rollback -Dqorm.target=" + entry.id() + ", using the earlier sources, and then"
                + " migrate with the current ones. This loses the data in the columns and tables that they added";
    }

    private String edited(HistoryEntry entry, NumberedMigration migration) {
        return entry.id() + " was edited after it was " + (entry.state() == State.APPLYING ? "started" : "applied")
                + " (its operations had the checksum " + entry.checksum()
                + " and now have " + migration.checksum()
                + "); restore its source from version control, and put the change into a new migration with"
                + " mvn qorm:makemigrations. Or the applied " + entry.id()
                + " is a different migration, from another branch or"
                + " from before it was rewritten: roll it back with the sources that contain it" + hintAtOthers();
    }

    /** Applications that share a database by accident use the same name for their histories. */
    private String hintAtOthers() {
        var checksums = history.stream().map(HistoryEntry::checksum).toList();
        return sequence.migrations().stream().anyMatch(each -> checksums.contains(each.checksum()))
                ? ""
                : ". Or this is the history of another application, since none of its migrations is in this project:"
                        + " then give"
                        + " this application its own history, such as -Dqorm.historyTable=app_history";
    }
}
