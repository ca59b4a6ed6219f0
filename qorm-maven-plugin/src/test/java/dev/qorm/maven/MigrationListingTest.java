package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.command.MigrationStatus;
import dev.qorm.command.MigrationStatus.State;
import dev.qorm.migration.MigrationId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationListingTest {
    private static final MigrationListing LISTING = new MigrationListing(List.of(
            new MigrationStatus(
                    new MigrationId(1),
                    State.APPLIED,
                    Instant.parse("2026-11-23T10:20:30Z"),
                    "",
                    "create table author"),
            new MigrationStatus(new MigrationId(2), State.PENDING, null, "fill \\ it", "run \"insert\\\n\"")));

    @Test
    void isATableForPeople() {
        assertThat(LISTING.toTable(ZoneId.of("Europe/Berlin")).lines())
                .containsExactly(
                        "Migration      State       Applied              Operations",
                        "Migration0001  applied     2026-11-23 11:20:30  create table author",
                        "Migration0002  pending                          fill \\ it: run \"insert\\ \"");
    }

    @Test
    void aMigrationWithoutOperationsIsWhatItIsFor() {
        var blank = new MigrationStatus(new MigrationId(1), State.PENDING, null, "fill the gaps", "");

        assertThat(new MigrationListing(List.of(blank)).toTable(ZoneId.of("UTC")))
                .endsWith("  fill the gaps");
    }

    @Test
    void isJsonForPrograms() {
        assertThat(LISTING.toJson()).isEqualTo("""
                [
                  {"id": "Migration0001", "state": "applied", "appliedAt": "2026-11-23T10:20:30Z", "description": "", "summary": "create table author"},
                  {"id": "Migration0002", "state": "pending", "appliedAt": null, "description": "fill \\\\ it", "summary": "run \\"insert\\\\\\u000a\\""}
                ]""");
    }

    @Test
    void saysWhenThereIsNothing() {
        assertThat(new MigrationListing(List.of()).toTable(ZoneId.of("UTC"))).isEqualTo("There are no migrations");
    }
}
