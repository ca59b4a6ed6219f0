package dev.qorm.maven;

import dev.qorm.command.MigrationStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of migrations, as a table or as JSON. */
final class MigrationListing {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final List<MigrationStatus> migrations;

    MigrationListing(List<MigrationStatus> migrations) {
        this.migrations = List.copyOf(migrations);
    }

    /** For people: a line each below a heading, times in {@code zone}. */
    String toTable(ZoneId zone) {
        if (migrations.isEmpty()) {
            return "There are no migrations";
        }
        var heading = row("Migration", "State", "Applied", "Operations");
        return heading + "\n"
                + migrations.stream().map(each -> toRow(each, zone)).collect(Collectors.joining("\n"));
    }

    /** For programs: an array of objects with {@code id}, {@code state}, {@code appliedAt} (ISO, UTC), {@code description} and {@code summary}. */
    String toJson() {
        return migrations.stream().map(MigrationListing::toJson).collect(Collectors.joining(",\n", "[\n", "\n]"));
    }

    private static String toRow(MigrationStatus migration, ZoneId zone) {
        var appliedAt = migration.appliedAt();
        return row(
                migration.id().toString(),
                state(migration),
                appliedAt == null ? "" : TIME.format(appliedAt.atZone(zone)),
                inWords(migration));
    }

    /** In one line, whatever statements of users hold. */
    private static String inWords(MigrationStatus migration) {
        var words = migration.description().isEmpty()
                ? migration.summary()
                : migration.description() + ": " + migration.summary();
        return words.replaceAll("\\s+", " ");
    }

    private static String row(String migration, String state, String applied, String operations) {
        return String.format(Locale.ROOT, "%-13s  %-10s  %-19s  %s", migration, state, applied, operations)
                .stripTrailing();
    }

    private static String toJson(MigrationStatus migration) {
        return "  {\"id\": " + quoted(migration.id().toString())
                + ", \"state\": " + quoted(state(migration))
                + ", \"appliedAt\": " + quoted(migration.appliedAt())
                + ", \"description\": " + quoted(migration.description())
                + ", \"summary\": " + quoted(migration.summary()) + "}";
    }

    private static String state(MigrationStatus migration) {
        return migration.state().name().toLowerCase(Locale.ROOT);
    }

    private static String quoted(@Nullable Instant time) {
        return time == null ? "null" : quoted(time.toString());
    }

    private static String quoted(String text) {
        return text.chars().mapToObj(MigrationListing::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int character) {
        if (character == '"' || character == '\\') {
            return "\\" + (char) character;
        }
        return character < ' ' ? String.format(Locale.ROOT, "\\u%04x", character) : String.valueOf((char) character);
    }
}
