package dev.qorm.diff;

import dev.qorm.diff.RenameAnswers.Asker;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.TypeFamily;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which tables and columns were renamed, by evidence: the models' hints, the user's answers, else a question for
 * each new thing that something gone could have become. Similarity decides nothing; it only saves questions that make no
 * sense.
 */
public final class RenameResolver {
    private final Schema from;
    private final Schema to;
    private final RenameAnswers known;
    private final @Nullable Asker asker;
    private final List<RenameQuestion> unanswered = new ArrayList<>();
    private final IdentityHashMap<Table, Likeness> likenesses = new IdentityHashMap<>();

    private RenameResolver(Schema from, Schema to, RenameAnswers known, @Nullable Asker asker) {
        this.from = from;
        this.to = to;
        this.known = known;
        this.asker = asker;
    }

    /**
     * The renames between two schemas, tables first.
     *
     * @param asker asks a person, or null when nobody can be asked
     * @throws RenameException when a hint or an answer does not fit
     * @throws UnansweredException when there are questions and nobody to ask
     */
    public static List<Rename> resolve(Schema from, Schema to, RenameAnswers known, @Nullable Asker asker) {
        return new RenameResolver(from, to, known, asker).resolve();
    }

    private List<Rename> resolve() {
        checkStrayHints();
        checkTablesOfAnswers();
        var tables = tables();
        failIfUnanswered();
        var renamed = Operation.replay(from, RenameSorter.operations(from, tables));
        var all = new ArrayList<>(tables);
        for (var table : to.tables()) {
            var before = renamed.find(table.name());
            if (before != null) {
                all.addAll(columns(renamed, before, table));
            }
        }
        checkAnswersUsed(renamed, all);
        failIfUnanswered();
        return all;
    }

    private void failIfUnanswered() {
        if (!unanswered.isEmpty()) {
            throw new UnansweredException(unanswered);
        }
    }

    private List<Rename> tables() {
        return new Matching(
                        null,
                        from,
                        from.tables().stream().map(Table::name).toList(),
                        to.tables().stream().map(Table::name).toList())
                .resolve();
    }

    private List<Rename> columns(Schema renamed, Table before, Table after) {
        if (isNoneSpokenOf(after)
                && before.columns().keySet().equals(after.columns().keySet())) {
            return List.of(); // nearly every table
        }
        return new Matching(after, renamed, names(before), names(after)) {
            @Override
            boolean isPossible(String old, String name) {
                return couldBecome(before.column(old), after.column(name));
            }

            @Override
            boolean isSame(String old, String name) {
                return before.column(old).named(name).equals(after.column(name));
            }
        }.resolve();
    }

    private boolean isNoneSpokenOf(Table table) {
        return Stream.concat(known.hints().stream(), known.answers().stream())
                .noneMatch(rename -> table.name().equalsIgnoreCase(rename.table()));
    }

    private static List<String> names(Table table) {
        return List.copyOf(table.columns().keySet());
    }

    /** A hint for a table that is no model's any more cannot be used; a model cannot have one, an answer can. */
    private void checkStrayHints() {
        for (var rename :
                Stream.concat(known.hints().stream(), known.answers().stream()).toList()) {
            if (rename.table() != null && to.find(rename.table()) == null) {
                throw new RenameException("the rename " + rename + " names the table " + rename.table()
                        + ", which no model has; the tables are "
                        + list(to.tables().stream().map(Table::name)));
            }
        }
    }

    /** An answer about a table that is not there fits whatever else is answered, or asked, as little. */
    private void checkTablesOfAnswers() {
        for (var answer : known.answers()) {
            if (answer.table() == null && !(hasTable(from, answer.from()) && hasTable(to, answer.to()))) {
                throw new RenameException(new UnusedAnswer(answer, from, from, to).message());
            }
        }
    }

    /** In just these letters; {@link Schema#find} folds them, and takes the name of a class for its table's. */
    private static boolean hasTable(Schema schema, String name) {
        return schema.tables().stream().anyMatch(table -> table.name().equals(name));
    }

    /** @param renamed what was there before, the tables by their names after all renames */
    private void checkAnswersUsed(Schema renamed, List<Rename> all) {
        for (var answer : known.answers()) {
            if (all.stream().noneMatch(answer::isSame)) {
                throw new RenameException(new UnusedAnswer(answer, from, renamed, to).message());
            }
        }
    }

    private static String list(Stream<String> names) {
        return names.sorted().collect(Collectors.joining(", "));
    }

    /** Whether values of the one could be values of the other; where not, it is no rename and nobody is asked. */
    private static boolean couldBecome(Column before, Column after) {
        return before.generatedAs() == null
                && after.generatedAs() == null
                && TypeFamily.of(before.type()).isLike(TypeFamily.of(after.type()));
    }

    /** Matches names that are gone with names that are new: all tables, or the columns of one table. */
    private class Matching {
        private final @Nullable Table table;
        private final Schema start;
        private final Set<String> before;
        private final Set<String> after;
        private final Set<String> foldedBefore;
        private final Set<String> foldedAfter;
        private final List<Rename> found = new ArrayList<>();

        /** @param start the schema before any of these renames */
        Matching(@Nullable Table table, Schema start, List<String> before, List<String> after) {
            this.table = table;
            this.start = start;
            this.before = new LinkedHashSet<>(before);
            this.after = new LinkedHashSet<>(after);
            this.foldedBefore = folded(before);
            this.foldedAfter = folded(after);
        }

        boolean isPossible(String old, String name) {
            return table != null
                    || of(from.table(old)).isLike(of(to.table(name)))
                    || joinsTheSame(from.table(old), to.table(name));
        }

        /**
         * Whether a table that joins others could have become an entity of its own: the new one refers to all of them, under
         * the names that are known by now, and the rows of the old one are the pairs that are in it.
         */
        private boolean joinsTheSame(Table old, Table table) {
            var joined = old.foreignKeys().values().stream()
                    .map(key -> Table.key(renamed(key.referencedTable())))
                    .toList();
            return joined.size() > 1
                    && table.foreignKeys().values().stream()
                            .map(key -> Table.key(key.referencedTable()))
                            .toList()
                            .containsAll(joined);
        }

        private String renamed(String name) {
            return found.stream()
                    .filter(rename -> Table.key(rename.from()).equals(Table.key(name)))
                    .map(Rename::to)
                    .findFirst()
                    .orElse(name);
        }

        private @Nullable String tableName() {
            return table == null ? null : table.name();
        }

        List<Rename> resolve() {
            known.answers().stream().filter(this::isMine).forEach(this::answer);
            hints().forEach(this::hint);
            caseOnly();
            var gone = new ArrayList<>(before);
            gone.removeIf(name -> isThere(name) && !isRenamedFrom(name));
            found.forEach(rename -> gone.remove(rename.from()));
            for (var name : after) {
                if (!isTaken(name)) {
                    ask(name, gone);
                }
            }
            return found;
        }

        /** The hints, with the letters that the migrations have: no two names there differ in them only. */
        private Stream<Rename> hints() {
            return known.hints().stream()
                    .filter(this::isMine)
                    .map(hint -> before.stream()
                            .filter(name -> name.equalsIgnoreCase(hint.from()) && !name.equalsIgnoreCase(hint.to()))
                            .findFirst()
                            .map(name -> new Rename(hint.table(), name, hint.to()))
                            .orElse(hint));
        }

        private boolean isMine(Rename rename) {
            var mine = tableName();
            return mine == null ? rename.table() == null : mine.equalsIgnoreCase(rename.table());
        }

        private boolean isRenamedFrom(String name) {
            return found.stream().anyMatch(rename -> rename.from().equals(name));
        }

        /** Whether {@code name} is no candidate any more: it was there before and stayed, or is known to be a rename. */
        private boolean isTaken(String name) {
            return found.stream().anyMatch(rename -> rename.to().equals(name))
                    || (wasThere(name) && !isRenamedFrom(name));
        }

        private static Set<String> folded(List<String> names) {
            return names.stream().map(Table::key).collect(Collectors.toSet());
        }

        /** Whether there was such a name before; names of tables do not distinguish case. */
        private boolean wasThere(String name) {
            return table == null ? foldedBefore.contains(Table.key(name)) : before.contains(name);
        }

        private boolean isThere(String name) {
            return table == null ? foldedAfter.contains(Table.key(name)) : after.contains(name);
        }

        private void add(Rename rename) {
            if (found.stream()
                    .anyMatch(other -> !other.equals(rename)
                            && (other.from().equals(rename.from()) || other.to().equals(rename.to())))) {
                throw new RenameException("the rename " + rename + " contradicts "
                        + found.stream()
                                .filter(other -> other.from().equals(rename.from())
                                        || other.to().equals(rename.to()))
                                .findFirst()
                                .orElseThrow()
                        + "; keep the one that is meant");
            }
            if (!found.contains(rename)) {
                found.add(rename);
            }
        }

        private void answer(Rename answer) {
            if (before.contains(answer.from()) && after.contains(answer.to())) {
                add(new Rename(tableName(), answer.from(), answer.to()));
            }
        }

        /**
         * A hint is due while its new name is free, or gets free by another that is due; else it has worked already. Hints
         * in a circle, as those that swap two names, are due when with them the columns are as they should be, and have
         * worked when that is so without them. Where the columns are alike, they have worked, unless keys tell otherwise.
         */
        private void hint(Rename hint) {
            if (!before.contains(hint.from()) && !wasThere(hint.to())) {
                throw new RenameException((table == null ? "the model of the table " : "the field of the column ")
                        + (table == null ? "" : table.name() + ".") + hint.to() + " says renamedFrom(\"" + hint.from()
                        + "\"), but the migrations know no "
                        + (table == null ? "table" : "column") + " of that name; " + whatItCouldBe()
                        + ". Mend the name, or remove renamedFrom");
            }
            if (isDue(hint)) {
                add(new Rename(tableName(), hint.from(), hint.to()));
            } else if (before.contains(hint.from()) && !isThere(hint.from())) {
                throw new RenameException(hint.to() + " says renamedFrom(\"" + hint.from()
                        + "\"), but the migrations"
                        + " know both" + (table == null ? "" : " in " + table.name()) + ", and " + hint.from()
                        + " is gone: its data would be lost. Remove renamedFrom if that is meant; to let "
                        + hint.from() + " take the place of " + hint.to() + ", let that go in a migration before: with "
                        + hint.from() + " still in the models and " + hint.to()
                        + " not, run qorm:makemigrations, then rename");
            }
        }

        /** Names of tables do not distinguish case. */
        private boolean isSameName(String one, String other) {
            return table == null ? Table.key(one).equals(Table.key(other)) : one.equals(other);
        }

        private boolean isDue(Rename hint) {
            var chain = new ArrayList<Rename>();
            var next = Optional.of(hint);
            while (next.isPresent()) {
                chain.add(next.get());
                if (!before.contains(next.get().from())) {
                    return false;
                }
                if (!wasThere(next.get().to())) {
                    return true;
                }
                if (isSameName(next.get().to(), hint.from())) {
                    return isCircleDue(chain);
                }
                next = following(next.get()).filter(other -> !chain.contains(other));
            }
            return false;
        }

        /** The hint by which the name that {@code hint} leads to becomes free. */
        private Optional<Rename> following(Rename hint) {
            return hints().filter(other -> isSameName(other.from(), hint.to())).findFirst();
        }

        private boolean isCircleDue(List<Rename> circle) {
            if (known.nothingElse()
                    || circle.stream().allMatch(hint -> known.answers().stream().anyMatch(hint::isSame))) {
                return false;
            }
            var haveWorked = circle.stream().allMatch(hint -> isSame(hint.to(), hint.to()));
            var wouldWork = circle.stream().allMatch(hint -> isSame(hint.from(), hint.to()));
            if (haveWorked != wouldWork) {
                return wouldWork;
            }
            var renames = circle.stream()
                    .map(hint -> new Rename(tableName(), hint.from(), hint.to()))
                    .toList();
            var now = Part.of(start);
            var then = Part.of(Operation.replay(start, RenameSorter.operations(start, renames)));
            var wanted = Part.of(to);
            var isAsNow = wanted.containsAll(without(now, then));
            var isAsThen = wanted.containsAll(without(then, now));
            if (!haveWorked || (isAsThen && !isAsNow)) {
                throw new RenameException(circle(circle)
                        + ", and only you know whether they have got their names already. " + remedy(renames));
            }
            if (isAsThen && asker != null) {
                asker.takeForDone(circle(circle)
                        + " and do not differ: they are taken to have got their names already. " + remedy(renames));
            }
            return false;
        }

        private String circle(List<Rename> circle) {
            return (table == null ? "the tables " : "the columns of the table " + table.name() + " ")
                    + list(circle.stream().map(Rename::to)) + " are renamedFrom each other";
        }

        private String remedy(List<Rename> renames) {
            return "If not, -Dqorm.rename="
                    + renames.stream().map(Rename::toString).sorted().collect(Collectors.joining(","))
                    + "; if so, remove renamedFrom";
        }

        private static Set<Part> without(Set<Part> parts, Set<Part> others) {
            var rest = new HashSet<>(parts);
            rest.removeAll(others);
            return rest;
        }

        /** Only what is gone can have become something else; in a model with many columns that is a short list. */
        private String whatItCouldBe() {
            var gone = before.stream().filter(name -> !isThere(name)).toList();
            if (before.isEmpty()) {
                return "they know none";
            }
            return gone.isEmpty()
                    ? "they know " + list(before.stream()) + ", and the models still have all of these"
                    : "of those they know, only " + list(gone.stream()) + " is not in the models any more";
        }

        /** Whether what had the name {@code old} is now as what has the name {@code name}, whatever it is called. */
        boolean isSame(String old, String name) {
            return from.table(old).columns().equals(to.table(name).columns());
        }

        /** A name that differs in case only is the same thing: databases that fold names see no difference. */
        private void caseOnly() {
            for (var old : before) {
                if (!after.contains(old) && !isRenamedFrom(old)) {
                    after.stream()
                            .filter(name -> name.equalsIgnoreCase(old) && !before.contains(name))
                            .filter(name -> found.stream()
                                    .noneMatch(rename -> rename.to().equals(name)))
                            .findFirst()
                            .ifPresent(name -> add(new Rename(tableName(), old, name)));
                }
            }
        }

        private void ask(String name, List<String> gone) {
            var candidates = gone.stream()
                    .filter(old -> isPossible(old, name))
                    .map(old -> new Rename(tableName(), old, name))
                    .toList();
            if (candidates.isEmpty() || known.nothingElse()) {
                return;
            }
            var question = new RenameQuestion(candidates);
            if (asker == null) {
                unanswered.add(question);
                return;
            }
            asker.ask(question).ifPresent(rename -> {
                add(rename);
                gone.remove(rename.from());
            });
        }
    }

    /** A part of a table: a column by its name, and keys and the like, which tell columns apart that are alike, by what they are over. */
    private record Part(String table, TableElement element) {
        static Set<Part> of(Schema schema) {
            var parts = new HashSet<Part>();
            for (var table : schema.tables()) {
                for (var element : table.elements()) {
                    parts.add(new Part(
                            Table.key(table.name()), element instanceof Column ? element : element.named("-")));
                }
            }
            return parts;
        }
    }

    private Likeness of(Table table) {
        return likenesses.computeIfAbsent(table, Likeness::of);
    }
}
