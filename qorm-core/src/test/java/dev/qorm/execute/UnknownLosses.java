package dev.qorm.execute;

import dev.qorm.migration.MigrationId;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a database is said to remove although no migration knows it. */
final class UnknownLosses implements MigrationListener {
    final List<String> said = new ArrayList<>();

    @Override
    public void losingUnknown(MigrationId id, Direction direction, List<String> losses) {
        said.addAll(losses);
    }
}
