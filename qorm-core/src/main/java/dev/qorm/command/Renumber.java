package dev.qorm.command;

import dev.qorm.command.ConflictedSource.Side;
import dev.qorm.command.MigrationFolder.MigrationSource;
import dev.qorm.command.RenumberPlan.Planned;
import dev.qorm.command.RenumberRequest.Keep;
import dev.qorm.command.RenumberResult.Move;
import dev.qorm.execute.Database;
import dev.qorm.execute.HistoryEntry;
import dev.qorm.migration.MigrationException;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.scan.MigrationScanner;
import dev.qorm.scan.SourceTrial;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Renumbers the migrations of one branch to follow those of another, if both have used the same numbers: in one file
 * with a Git conflict, or in two files. Nothing is written unless all migrations still fit each other.
 */
public final class Renumber {
    private final RenumberRequest request;
    private final MigrationFolder folder;

    private Renumber(RenumberRequest request, MigrationFolder folder) {
        this.request = request;
        this.folder = folder;
    }

    /**
     * Renumbers the migrations.
     *
     * @throws CommandException if the request is incomplete, the migrations do not fit in the new order, or a file
     *     cannot be written
     */
    public static RenumberResult run(RenumberRequest request) {
        return Failures.reported(() -> {
            var folder =
                    MigrationFolder.find(request.sourceDirectory(), request.encoding(), request.migrationsPackage());
            return folder == null ? new RenumberResult(List.of(), List.of()) : new Renumber(request, folder).run();
        });
    }

    /**
     * Returns the checksums of the migrations that {@code database} has applied; only reads.
     *
     * @param historyTable the table of its history
     * @throws CommandException if it cannot be read
     */
    public static Map<MigrationId, String> applied(Database database, String historyTable) {
        return Failures.reported(() -> AppliedMigrations.of(database, historyTable).stream()
                .collect(Collectors.toMap(HistoryEntry::id, HistoryEntry::checksum)));
    }

    private RenumberResult run() {
        var plan = RenumberPlan.of(folder, request, keep());
        var changed = plan.files().stream().filter(this::isChange).toList();
        if (changed.isEmpty()) {
            return new RenumberResult(List.of(), List.of());
        }
        check(plan, this::remedy);
        var moves = changed.stream()
                .filter(Planned::moves)
                .map(each -> new Move(each.origin(), each.id()))
                .toList();
        return new RenumberResult(moves, request.dryRun() ? List.of() : write(plan, changed));
    }

    private boolean isChange(Planned planned) {
        return folder.files().stream()
                .noneMatch(source -> source.name().equals(planned.id().toString())
                        && source.text().equals(planned.text()));
    }

    /**
     * A migration that a database has applied keeps its number. If the database does not decide, the user does; the
     * default is ours.
     */
    private Keep keep() {
        var applied = EnumSet.noneOf(Keep.class);
        for (var source : folder.files()) {
            var checksum = request.applied().get(source.id());
            var conflict = ConflictedSource.parse(folder.file(source.name()), source.text());
            if (checksum != null && conflict.isPresent()) {
                applied.add(side(source, conflict.get(), checksum));
            }
        }
        if (applied.isEmpty()) {
            return request.keep() == null ? Keep.OURS : request.keep();
        }
        if (applied.size() > 1) {
            throw CommandException.toMend(
                    "the database has applied migrations of both sides of the conflicts. Nothing was"
                            + " written. Resolve the conflicts by hand: what is applied keeps its number");
        }
        var keep = applied.iterator().next();
        if (request.keep() != null && request.keep() != keep) {
            throw CommandException.toMend("qorm.keep is " + name(request.keep()) + ", but the database has applied the"
                    + " migration that is " + name(keep) + ". Nothing was written. What is applied keeps its number:"
                    + " leave qorm.keep out; or roll it back first, on the branch that it comes from");
        }
        return keep;
    }

    private static String name(Keep keep) {
        return keep.name().toLowerCase(Locale.ROOT);
    }

    private Keep side(MigrationSource source, ConflictedSource conflict, String checksum) {
        if (checksum.equals(checksum(source, conflict.upper()))) {
            return Keep.OURS;
        }
        if (checksum.equals(checksum(source, conflict.lower()))) {
            return Keep.THEIRS;
        }
        throw CommandException.toMend("the database has applied a " + source.id() + " that is neither side of the"
                + " conflict in " + folder.file(source.name())
                + ". Nothing was written. Restore the one that is applied"
                + " from version control, or leave out qorm.url when it is another project's database");
    }

    /** Returns the checksum of one side alone; its number is not part of the checksum. */
    private String checksum(MigrationSource source, Side side) {
        var first = new MigrationId(1);
        var text = RenumberPlan.renamed(side.text(), Map.of(source.id().toString(), first));
        try (var trial = compile(Map.of(relative(first), text))) {
            return MigrationScanner.scan(trial.codebase(), null)
                    .sequence()
                    .get(first)
                    .checksum();
        }
    }

    /**
     * Returns what the user can do if the migrations do not follow from each other. A rename on one branch, for example,
     * often fits only behind the changes of the other.
     */
    private String remedy() {
        var isDecided = request.keep() != null
                || request.migrations() != null
                || !request.applied().isEmpty();
        var isConflict = folder.files().stream().anyMatch(MigrationSource::isConflicted);
        if (!isDecided && isConflict) {
            try {
                check(RenumberPlan.of(folder, request, Keep.THEIRS), () -> "");
                return "In the other order they follow from each other: unless a database has what would move then, run"
                        + " mvn qorm:renumber -Dqorm.keep=theirs";
            } catch (CommandException | MigrationException e) {
                // Neither order fits.
            }
        }
        return "Where both branches changed the same, take this operation out of one; or, when makemigrations wrote all"
                + " of yours, keep the other branch's migrations alone and run mvn qorm:makemigrations: it writes what is"
                + " still missing";
    }

    /** Compiles and replays all migrations in their new order. */
    private void check(RenumberPlan plan, Supplier<String> remedy) {
        var sources = new HashMap<Path, String>();
        plan.files().forEach(each -> sources.put(relative(each.id()), each.text()));
        folder.squashes().forEach(each -> sources.put(relative(each.id()), each.text()));
        try (var trial = compile(sources)) {
            var sequence = MigrationScanner.scan(trial.codebase(), null).sequence();
            var first = plan.files().get(0).id();
            var way = sequence.fitting(List.of(first), null);
            var squash = way.squash();
            // The migrations that move may not fit, which is reported below: so the others are not replayed yet.
            var schema = squash == null ? Schema.empty() : way.get(squash).applyTo(Schema.empty());
            for (var each : plan.files()) {
                var migration = way.get(each.id());
                checkNotApplied(each, migration);
                schema = replay(plan, each, migration, schema, remedy);
            }
            checkSquashes(sequence);
        }
    }

    private static void checkSquashes(MigrationSequence sequence) {
        try {
            sequence.checkSquashes();
        } catch (MigrationException e) {
            throw CommandException.toMend("after that, " + e.getMessage() + ". Nothing was written");
        }
    }

    private void checkNotApplied(Planned planned, NumberedMigration migration) {
        if (!planned.from().equals(planned.id())
                && migration.checksum().equals(request.applied().get(planned.from()))) {
            throw CommandException.toMend(
                    planned.origin() + " is applied to the database and keeps its number. Nothing was"
                            + " written. Let the others move, or roll it back first");
        }
    }

    private static Schema replay(
            RenumberPlan plan, Planned planned, NumberedMigration migration, Schema schema, Supplier<String> remedy) {
        var next = schema;
        for (var operation : migration.operations()) {
            try {
                next = operation.applyTo(next);
            } catch (SchemaException e) {
                var others = plan.files().stream()
                        .filter(each -> each.from().compareTo(planned.from()) >= 0
                                && each.id().compareTo(planned.id()) < 0
                                && each.moves() != planned.moves())
                        .map(Planned::origin)
                        .collect(Collectors.joining(", "));
                throw CommandException.toMend(planned.origin() + " cannot be " + planned.id()
                        + (others.isEmpty() ? "" : " after " + others) + ", at '" + operation.describe() + "': "
                        + e.getMessage() + ". Nothing was written. " + remedy.get());
            }
        }
        return next;
    }

    private List<Path> write(RenumberPlan plan, List<Planned> changed) {
        var files = new ArrayList<Path>();
        try {
            put(plan, changed, files);
            return files;
        } catch (UncheckedIOException e) {
            restore(files, e);
            throw e;
        }
    }

    /**
     * Writes the highest number first, so that a file is only replaced after its content has been written under the new
     * number.
     */
    private void put(RenumberPlan plan, List<Planned> changed, List<Path> files) {
        var order = Comparator.comparing(Planned::id).reversed();
        for (var each : changed.stream().sorted(order).toList()) {
            var file = folder.file(each.id().toString());
            SourceFile.replace(file, request.encoding().encode(each.text()), "migration");
            files.add(0, file);
        }
        var wanted = plan.files().stream().map(each -> each.id().toString()).toList();
        for (var source : folder.files()) {
            if (!wanted.contains(source.name())) {
                delete(folder.file(source.name()));
            }
        }
    }

    /** Restores every file as it was read. A failure here is reported together with the original failure. */
    private void restore(List<Path> written, UncheckedIOException failure) {
        try {
            for (var source : folder.files()) {
                var file = folder.file(source.name());
                if (!Files.exists(file) || !request.encoding().read(file).equals(source.text())) {
                    SourceFile.replace(file, request.encoding().encode(source.text()), "migration");
                }
            }
            var before = folder.files().stream()
                    .map(source -> folder.file(source.name()))
                    .toList();
            for (var file : written) {
                if (!before.contains(file)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            failure.addSuppressed(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + " cannot be deleted (" + e + "); the files are as they were before", e);
        }
    }

    private SourceTrial compile(Map<Path, String> sources) {
        return SourceTrial.compile(
                sources, request.sourceDirectory(), request.encoding(), request.classPath(), request.loader());
    }

    private Path relative(MigrationId id) {
        return request.sourceDirectory().relativize(folder.file(id.toString()));
    }
}
