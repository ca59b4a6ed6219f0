package dev.qorm.migration;

import dev.qorm.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of a project in the order of their numbers and without gaps. They start with 1, or with a squash that
 * replaces the migrations before. A project that has both a squash and the migrations that it replaces has several
 * {@link #ways} to the same schema.
 */
public final class MigrationSequence {
    private final List<NumberedMigration> migrations;
    private final List<MigrationSequence> longer;
    private @Nullable List<Schema> states;

    /** @param longer the other ways, shortest first */
    private MigrationSequence(List<NumberedMigration> migrations, List<MigrationSequence> longer) {
        this.migrations = migrations;
        this.longer = longer;
    }

    /**
     * Returns these migrations in order, along the shortest way, which starts with the latest squash.
     *
     * @throws MigrationException if a number is missing or occurs twice
     */
    public static MigrationSequence of(Collection<NumberedMigration> migrations) {
        var problems = MigrationNumbers.problems(
                migrations.stream().map(NumberedMigration::id).toList());
        if (!problems.isEmpty()) {
            throw new MigrationException(String.join("\n", problems));
        }
        var sorted = new ArrayList<>(migrations);
        sorted.sort(Comparator.comparing(NumberedMigration::id));
        var numbered = sorted.stream().filter(each -> !each.id().isSquash()).toList();
        var ways = new ArrayList<MigrationSequence>();
        if (sorted.isEmpty() || isFollowed(0, numbered)) {
            ways.add(new MigrationSequence(numbered, List.of()));
        }
        for (var squash : sorted) {
            var number = squash.id().number();
            var isLast = numbered.isEmpty() && squash.equals(sorted.get(sorted.size() - 1));
            if (squash.id().isSquash() && (isLast || isFollowed(number, numbered))) {
                var after = numbered.stream().filter(each -> each.id().number() > number);
                var way = Stream.concat(Stream.of(squash), after).toList();
                ways.add(0, new MigrationSequence(way, List.copyOf(ways)));
            }
        }
        return ways.get(0);
    }

    /**
     * Whether the sequence continues after {@code number}: with the next migration or, if there is none, with a
     * migration of that number.
     */
    private static boolean isFollowed(int number, List<NumberedMigration> numbered) {
        return !numbered.isEmpty()
                && numbered.get(0).id().number() <= number + 1
                && numbered.get(numbered.size() - 1).id().number() >= number;
    }

    /** Returns the migrations, in order. */
    public List<NumberedMigration> migrations() {
        return migrations;
    }

    /**
     * Returns the sequence as it runs on one database; see {@link NumberedMigration#forDatabase}.
     *
     * @param database one of {@link dev.qorm.operation.DatabaseNames#ALL}
     */
    public MigrationSequence forDatabase(String database) {
        var there = migrations.stream().map(each -> each.forDatabase(database)).toList();
        var others = longer.stream().map(each -> each.forDatabase(database)).toList();
        return there.equals(migrations) && others.equals(longer) ? this : new MigrationSequence(there, others);
    }

    /**
     * Returns the ways to the last migration, this one first. Each way starts with an earlier squash than the previous
     * one, or with none.
     */
    public List<MigrationSequence> ways() {
        return longer.isEmpty()
                ? List.of(this)
                : Stream.concat(Stream.of(this), longer.stream()).toList();
    }

    /** Returns the squash with which the sequence starts, or null if it starts with the first migration. */
    public @Nullable MigrationId squash() {
        return !migrations.isEmpty() && migrations.get(0).id().isSquash()
                ? migrations.get(0).id()
                : null;
    }

    /**
     * Returns the way along which a database continues. An empty database takes the shortest way that can stop at the
     * target, so its squash does not reach beyond the target. Any other database takes the shortest way that contains
     * everything recorded, ignoring records that are later than the last migration of the project. If no way contains
     * all of that, because sources were deleted, it takes the longest way whose squash replaces the recorded
     * migrations; if there is none of these either, it takes this way.
     *
     * @param recorded the migrations that the database has
     * @param target the last migration to apply, or null for all
     */
    public MigrationSequence fitting(Collection<MigrationId> recorded, @Nullable MigrationId target) {
        var ways = ways();
        if (recorded.isEmpty()) {
            return ways.stream()
                    .filter(way -> target == null || way.startsUpTo(target))
                    .findFirst()
                    .orElse(this);
        }
        return Stream.concat(
                        ways.stream()
                                .filter(way -> recorded.stream()
                                        .filter(id -> id.number() < nextId().number())
                                        .allMatch(id -> way.find(id).isPresent())),
                        Stream.iterate(ways.size() - 1, i -> i >= 0, i -> i - 1)
                                .map(ways::get)
                                .filter(way ->
                                        way.squash() != null && way.squash().standsFor(recorded)))
                .findFirst()
                .orElse(this);
    }

    private boolean startsUpTo(MigrationId target) {
        var squash = squash();
        return squash == null || squash.number() <= target.number();
    }

    /** Returns all migrations of all ways, in order. */
    public Collection<NumberedMigration> all() {
        var all = new TreeMap<MigrationId, NumberedMigration>();
        ways().forEach(way -> way.migrations.forEach(each -> all.put(each.id(), each)));
        return all.values();
    }

    /** Returns the migration of this name. */
    public Optional<NumberedMigration> find(MigrationId id) {
        var place = place(id);
        return place < 0 || place >= migrations.size()
                ? Optional.empty()
                : Optional.of(migrations.get(place)).filter(found -> found.id().equals(id));
    }

    /** Returns the direct predecessors of this migration, on each of the ways that contain it. */
    public List<NumberedMigration> predecessors(NumberedMigration migration) {
        return neighbours(migration, -1);
    }

    /** Returns the direct successors of this migration, on each of the ways that contain it. */
    public List<NumberedMigration> successors(NumberedMigration migration) {
        return neighbours(migration, 1);
    }

    private List<NumberedMigration> neighbours(NumberedMigration migration, int distance) {
        var neighbours = new ArrayList<NumberedMigration>();
        for (var way : ways()) {
            var place = way.place(migration.id()) + distance;
            if (way.find(migration.id()).isPresent() && place >= 0 && place < way.migrations.size()) {
                neighbours.add(way.migrations.get(place));
            }
        }
        return neighbours.stream().distinct().toList();
    }

    private int place(MigrationId id) {
        return migrations.isEmpty() ? -1 : id.number() - migrations.get(0).id().number();
    }

    /**
     * Returns the migration of this name.
     *
     * @throws MigrationException if there is none; the message says which exist
     */
    public NumberedMigration get(MigrationId id) {
        return find(id).orElseThrow(
                        () -> new MigrationException("there is no " + id + "; the project has " + extent()));
    }

    private String extent() {
        return switch (migrations.size()) {
            case 0 -> "no migrations";
            case 1 -> "only " + migrations.get(0).id();
            default ->
                migrations.get(0).id() + " to "
                        + migrations.get(migrations.size() - 1).id();
        };
    }

    /** Returns the name that the next migration would have. */
    public MigrationId nextId() {
        return migrations.isEmpty()
                ? new MigrationId(1)
                : migrations.get(migrations.size() - 1).id().next();
    }

    /**
     * Returns a fingerprint of the migrations, by their names and operations. It is a single hash of all of them, which
     * a run that has nothing to do compares. A fingerprint that can be continued from migration to migration is a
     * {@link Lineage}.
     */
    public String fingerprint() {
        var checksums = new TreeMap<MigrationId, String>();
        migrations.forEach(migration -> checksums.put(migration.id(), migration.checksum()));
        return fingerprint(checksums);
    }

    /**
     * Returns the {@link #fingerprint} of migrations of which only the checksums are known.
     *
     * @param checksums the {@link NumberedMigration#checksum} of each
     */
    public static String fingerprint(SortedMap<MigrationId, String> checksums) {
        return Checksum.of(checksums.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n")));
    }

    /**
     * Returns the schema after all migrations.
     *
     * @throws MigrationException if an operation does not fit the ones before it
     */
    public Schema replay() {
        return states().get(migrations.size());
    }

    /**
     * Returns the schema before one of the migrations.
     *
     * @throws MigrationException if there is no such migration, or an operation does not fit the ones before it
     */
    public Schema before(MigrationId id) {
        return states().get(place(get(id).id()));
    }

    /**
     * Returns the schema before the first migration, after it, after the second one and so on: one more than there are
     * migrations. The schemas share their common parts.
     *
     * @throws MigrationException if an operation does not fit the ones before it
     */
    public List<Schema> states() {
        if (states == null) {
            var all = new ArrayList<Schema>(migrations.size() + 1);
            var schema = Schema.empty();
            all.add(schema);
            for (var migration : migrations) {
                schema = migration.applyTo(schema);
                all.add(schema);
            }
            states = Collections.unmodifiableList(all);
        }
        return states;
    }

    /**
     * Checks that each squash results in the same schema as the migrations that it replaces, and was made from them.
     *
     * @throws MigrationException if it does not
     */
    public void checkSquashes() {
        var shorter = this;
        for (var way : longer) {
            var squash = shorter.squash();
            if (squash != null) {
                var remedy =
                        "; delete its source and create it again with mvn qorm:squash -Dqorm.target=" + squash.last();
                if (!way.after(squash.number()).equals(shorter.after(squash.number()))) {
                    throw new MigrationException(
                            squash + " leaves another schema than the migrations for which it stands" + remedy);
                }
                var made = shorter.get(squash).lineages();
                if (!made.isEmpty() && Collections.disjoint(made, Lineage.of(way.upTo(squash.number())))) {
                    throw new MigrationException(
                            squash + " was made of other migrations than those for which it stands now" + remedy);
                }
            }
            shorter = way;
        }
    }

    private List<NumberedMigration> upTo(int number) {
        return migrations.stream().filter(each -> each.id().number() <= number).toList();
    }

    private Schema after(int number) {
        var schema = Schema.empty();
        for (var migration : upTo(number)) {
            schema = migration.applyTo(schema);
        }
        return schema;
    }
}
