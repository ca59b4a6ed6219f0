package dev.qorm.command;

import dev.qorm.command.ConflictedSource.Side;
import dev.qorm.command.MigrationFolder.MigrationSource;
import dev.qorm.command.RenumberRequest.Keep;
import dev.qorm.migration.MigrationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Determines which migrations keep their numbers, and which get new numbers after those. A migration that stays keeps
 * its number, because others may have applied it.
 *
 * @param files all migrations with their new numbers, in that order
 */
record RenumberPlan(List<Planned> files) {
    /** A string stays unchanged: it may be SQL about something else. */
    private static final String STRING = "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*+\"";

    /**
     * A migration and its new number.
     *
     * @param origin its current name
     * @param from its current number
     * @param id its new number
     * @param text its new source
     * @param moves whether it is one of those that get new numbers
     */
    record Planned(String origin, MigrationId from, MigrationId id, String text, boolean moves) {}

    /** A version of a migration: a whole file, or one side of a conflict. */
    private record Version(String origin, MigrationSource source, String text) {}

    /**
     * Creates the plan.
     *
     * @param keep which side of conflicts stays
     * @throws CommandException if the request is incomplete, or those that stay would have gaps
     */
    static RenumberPlan of(MigrationFolder folder, RenumberRequest request, Keep keep) {
        checkNames(folder, request);
        checkLater(folder, request, keep);
        var staying = new ArrayList<Version>();
        var moving = new ArrayList<Version>();
        for (var source : folder.files()) {
            var conflict = ConflictedSource.parse(folder.file(source.name()), source.text());
            if (conflict.isPresent()) {
                staying.add(version(
                        source,
                        keep == Keep.OURS
                                ? conflict.get().upper()
                                : conflict.get().lower()));
                moving.add(version(source, moving(conflict.get(), keep)));
            } else {
                (moves(source, request) ? moving : staying).add(new Version(source.name(), source, source.text()));
            }
        }
        var first = folder.first(
                staying.stream().map(version -> version.source().id()).toList());
        checkGaps(first, staying);
        return new RenumberPlan(planned(first, staying, moving));
    }

    private static Side moving(ConflictedSource conflict, Keep keep) {
        return keep == Keep.OURS ? conflict.lower() : conflict.upper();
    }

    private static Version version(MigrationSource source, Side side) {
        return new Version(source.name() + " of " + side.label(), source, side.text());
    }

    private static boolean moves(MigrationSource source, RenumberRequest request) {
        return request.names(source.name())
                || (source.isExtra() && !request.names(source.id().toString()));
    }

    private static List<Planned> planned(MigrationId first, List<Version> staying, List<Version> moving) {
        var planned = new ArrayList<Planned>();
        for (var version : staying) {
            var id = version.source().id();
            planned.add(new Planned(version.origin(), id, id, renamed(version.text(), names(version, id)), false));
        }
        var names = new HashMap<String, MigrationId>();
        var next = new MigrationId(first.number() + staying.size());
        var id = next;
        for (var version : moving) {
            names.putIfAbsent(version.source().id().toString(), id);
            id = id.next();
        }
        id = next;
        for (var version : moving) {
            var own = new HashMap<>(names);
            own.putAll(names(version, id));
            planned.add(new Planned(version.origin(), version.source().id(), id, renamed(version.text(), own), true));
            id = id.next();
        }
        return planned;
    }

    /** Returns the names that a source has for its class, with the new name. */
    private static Map<String, MigrationId> names(Version version, MigrationId id) {
        var names = new HashMap<String, MigrationId>();
        names.put(version.source().name(), id);
        names.put(version.source().id().toString(), id);
        return names;
    }

    static String renamed(String text, Map<String, MigrationId> names) {
        var alternatives = names.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        var pattern = Pattern.compile("(" + STRING + ")|(?<![\\w$])(" + alternatives + ")(?![\\w$])", Pattern.DOTALL);
        return pattern.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) != null
                                ? found.group(1)
                                : Objects.requireNonNull(names.get(found.group(2)))
                                        .toString()));
    }

    private static void checkNames(MigrationFolder folder, RenumberRequest request) {
        if (request.migrations() == null) {
            return;
        }
        var known =
                new HashSet<>(folder.files().stream().map(MigrationSource::name).toList());
        known.add(RenumberRequest.NONE);
        for (var name : request.migrations()) {
            if (!known.contains(name)) {
                throw CommandException.toMend("qorm.migration: there is no " + name + ".java in " + folder.path()
                        + "; write the names of files in that folder, without .java, or none");
            }
        }
    }

    /** A migration after the first that moves may belong to either branch; nothing in it tells which. */
    private static void checkLater(MigrationFolder folder, RenumberRequest request, Keep keep) {
        if (request.migrations() != null) {
            return;
        }
        var first = folder.files().stream()
                .filter(source -> source.isConflicted() || source.isExtra())
                .findFirst();
        if (first.isEmpty()) {
            return;
        }
        var id = first.get().id();
        var later = folder.files().stream()
                .filter(source -> source.id().compareTo(id) > 0)
                .filter(source -> !source.isConflicted() && !source.isExtra())
                .map(MigrationSource::name)
                .toList();
        if (!later.isEmpty()) {
            throw CommandException.toMend(
                    String.join(", ", later) + (later.size() == 1 ? " comes" : " come") + " after "
                            + id + ". Nothing was written, since only you know whose "
                            + (later.size() == 1 ? "it is" : "they are") + ". " + moving(folder, first.get(), keep)
                            + " moves; name those of the same branch, they move too, and the others stay:\n  -Dqorm.migration="
                            + String.join(",", later) + "\n  -Dqorm.migration=none");
        }
    }

    /** Returns the name of the version of a conflict that moves, or of the surplus file. */
    private static String moving(MigrationFolder folder, MigrationSource source, Keep keep) {
        return ConflictedSource.parse(folder.file(source.name()), source.text())
                .map(conflict -> version(source, moving(conflict, keep)).origin())
                .orElse(source.name());
    }

    private static void checkGaps(MigrationId first, List<Version> staying) {
        var expected = first;
        for (var version : staying) {
            var id = version.source().id();
            if (!id.equals(expected)) {
                throw CommandException.toMend(
                        id.compareTo(expected) > 0
                                ? expected + " would be missing: " + version.origin()
                                        + " stays and keeps its"
                                        + " number. If it is yours, name it too: -Dqorm.migration=…,"
                                        + version.origin()
                                : version.origin() + " and another " + id + " would both stay; name the one that moves:"
                                        + " -Dqorm.migration=" + version.origin());
            }
            expected = id.next();
        }
    }
}
