package dev.qorm.execute;

import dev.qorm.migration.MigrationId;

/** Stops a run, as a crash would, before the statement of a number, from 1. */
final class StopsBefore implements MigrationListener {
    private final int stop;
    private int statements;

    StopsBefore(int stop) {
        this.stop = stop;
    }

    @Override
    public void statement(MigrationId id, String sql) {
        if (++statements == stop) {
            throw new Stopped();
        }
    }

    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
