package dev.qorm.maven;

import dev.qorm.command.MigrationStatus;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of migrations, as a table or as JSON. */
final class MigrationListing {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private static final int WIDTH = 13;

    private final List<MigrationStatus> migrations;

    MigrationListing(List<MigrationStatus> migrations) {
        this.migrations = List.copyOf(migrations);
    }

    /** Returns a table for the user: one line for each migration below a heading, with times in {@code zone}. */
    String toTable(ZoneId zone) {
        if (migrations.isEmpty()) {
            return "There are no migrations";
        }
        var width = Math.max(
                WIDTH,
                migrations.stream()
                        .mapToInt(each -> each.id().toString().length())
                        .max()
                        .orElse(0));
        var heading = row(width, "Migration", "State", "Applied", "Operations");
        return heading + "\n"
                + migrations.stream().map(each -> toRow(width, each, zone)).collect(Collectors.joining("\n"));
    }

    /**
     * Returns JSON for programs: an array of objects with {@code id}, {@code state}, {@code appliedAt} (ISO, UTC),
     * {@code description} and {@code summary}.
     */
    String toJson() {
        return migrations.stream().map(MigrationListing::toJson).collect(Collectors.joining(",\n", "[\n", "\n]"));
    }

    private static String toRow(int width, MigrationStatus migration, ZoneId zone) {
        var appliedAt = migration.appliedAt();
        return row(
                width,
                migration.id().toString(),
                state(migration),
                appliedAt == null ? "" : TIME.format(appliedAt.atZone(zone)),
                inWords(migration));
    }

    /** Returns a single line, whatever the statements of users contain. */
    private static String inWords(MigrationStatus migration) {
        return Stream.of(migration.description(), migration.summary())
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(": "))
                .replaceAll("\\s+", " ");
    }

    private static String row(int width, String migration, String state, String applied, String operations) {
        return String.format(Locale.ROOT, "%-" + width + "s  %-10s  %-19s  %s", migration, state, applied, operations)
                .stripTrailing();
    }

    private static String toJson(MigrationStatus migration) {
        return "  {\"id\": " + Json.quoted(migration.id())
                + ", \"state\": " + Json.quoted(state(migration))
                + ", \"appliedAt\": " + Json.quoted(migration.appliedAt())
                + ", \"description\": " + Json.quoted(migration.description())
                + ", \"summary\": " + Json.quoted(migration.summary()) + "}";
    }

    private static String state(MigrationStatus migration) {
        return migration.state().name().toLowerCase(Locale.ROOT);
    }
}
