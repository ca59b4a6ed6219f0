package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Finds migrations that were written to be filled in by hand, but still are empty. */
final class EmptyMigrations {
    private EmptyMigrations() {}

    /** Returns warnings about those that have just been applied. */
    static List<String> whenApplied(MigrationSequence sequence, Collection<MigrationId> applied) {
        return empty(sequence)
                .filter(applied::contains)
                .map(id ->
                        id + " has no operations and was applied. Before you write any into it, roll it back with mvn"
                                + " qorm:rollback")
                .toList();
    }

    /** Returns warnings about all of them before they are applied. */
    static List<String> before(MigrationSequence sequence) {
        return empty(sequence)
                .map(id -> id
                        + " has no operations. If you write any into it after a database has applied it, that is an"
                        + " edit, and the next run stops")
                .toList();
    }

    private static Stream<MigrationId> empty(MigrationSequence sequence) {
        return sequence.all().stream()
                .filter(migration -> migration.operations().isEmpty())
                .map(NumberedMigration::id);
    }
}
