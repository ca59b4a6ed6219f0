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
import org.jspecify.annotations.Nullable;

/** The migrations of a project in the order of their numbers, from 1 and without a gap. */
public final class MigrationSequence {
    private static final MigrationSequence EMPTY = new MigrationSequence(List.of());

    private final List<NumberedMigration> migrations;
    private @Nullable List<Schema> states;

    private MigrationSequence(List<NumberedMigration> migrations) {
        this.migrations = migrations;
    }

    /** No migrations yet. */
    public static MigrationSequence empty() {
        return EMPTY;
    }

    /**
     * These migrations in their order.
     *
     * @throws MigrationException when a number is missing or there twice
     */
    public static MigrationSequence of(Collection<NumberedMigration> migrations) {
        var problems = problems(migrations.stream().map(NumberedMigration::id).toList());
        if (!problems.isEmpty()) {
            throw new MigrationException(String.join("\n", problems));
        }
        var sorted = new ArrayList<>(migrations);
        sorted.sort(Comparator.comparing(NumberedMigration::id));
        return new MigrationSequence(List.copyOf(sorted));
    }

    /** What is wrong with these numbers, all of it: those that are missing, and those that are there twice. */
    public static List<String> problems(Collection<MigrationId> ids) {
        var problems = new ArrayList<String>();
        var expected = new MigrationId(1);
        for (var id : ids.stream().sorted().toList()) {
            if (id.compareTo(expected) < 0) {
                problems.add("there are two migrations named " + id + "; each number can be used once");
                continue;
            }
            if (id.compareTo(expected) > 0) {
                var last = new MigrationId(id.number() - 1);
                problems.add((expected.equals(last) ? expected + " is" : expected + " to " + last + " are")
                        + " missing, there is " + id + " after it; restore its source from version control. When " + id
                        + " is yours and applied nowhere, it can have the number instead: mvn qorm:renumber"
                        + " -Dqorm.migration=" + id);
            }
            expected = id.next();
        }
        return problems;
    }

    /** The migrations, in order. */
    public List<NumberedMigration> migrations() {
        return migrations;
    }

    /** The migration of this name. */
    public Optional<NumberedMigration> find(MigrationId id) {
        return id.number() <= migrations.size() ? Optional.of(migrations.get(id.number() - 1)) : Optional.empty();
    }

    /**
     * The migration of this name.
     *
     * @throws MigrationException when there is none; it says which there are
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

    /** The name of the migration that would come next. */
    public MigrationId nextId() {
        return new MigrationId(migrations.size() + 1);
    }

    /** A fingerprint of all that the migrations do, under which numbers. */
    public String fingerprint() {
        var checksums = new TreeMap<MigrationId, String>();
        migrations.forEach(migration -> checksums.put(migration.id(), migration.checksum()));
        return fingerprint(checksums);
    }

    /**
     * The {@link #fingerprint} of migrations of which only the checksums are known.
     *
     * @param checksums the {@link NumberedMigration#checksum} of each
     */
    public static String fingerprint(SortedMap<MigrationId, String> checksums) {
        return Checksum.of(checksums.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n")));
    }

    /**
     * The schema after all migrations.
     *
     * @throws MigrationException when an operation does not fit the ones before it
     */
    public Schema replay() {
        return states().get(migrations.size());
    }

    /**
     * The schema before the first migration, after it, after the second one and so on: one more than there are
     * migrations. They share what they have in common.
     *
     * @throws MigrationException when an operation does not fit the ones before it
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
}
