package dev.qorm.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Matches names that disappear with names that are new: of all tables, or of the columns of one table. */
abstract sealed class NameMatching permits TableMatching, ColumnMatching {
    private final RenameAnswers known;
    private final Map<String, Optional<String>> former;
    private final Questions questions;
    private final Set<String> before;
    private final Set<String> after;
    private final UnaryOperator<String> key;
    private final Set<String> keysBefore;
    private final Set<String> keysAfter;
    private final List<Rename> found = new ArrayList<>();

    /**
     * @param former the previous names, as far as they are known; see {@link FormerNames}
     * @param key maps names that count as the same to the same key
     */
    NameMatching(
            RenameAnswers known,
            Map<String, Optional<String>> former,
            Questions questions,
            Collection<String> before,
            Collection<String> after,
            UnaryOperator<String> key) {
        this.known = known;
        this.former = known.nothingElse() ? Map.of() : former;
        this.questions = questions;
        this.before = new LinkedHashSet<>(before);
        this.after = new LinkedHashSet<>(after);
        this.key = key;
        this.keysBefore = before.stream().map(key).collect(Collectors.toSet());
        this.keysAfter = after.stream().map(key).collect(Collectors.toSet());
    }

    /** Returns a rename of one of them. */
    abstract Rename rename(String from, String to);

    /** Whether a hint or an answer concerns them. */
    abstract boolean isMine(Rename rename);

    /** Whether the thing with this name can only be new because another one is; if so, the user is not asked. */
    boolean isNewWithAnother(String name) {
        return false;
    }

    /**
     * Whether the thing with the name {@code old} could have become the one with the name {@code name}. If not, the
     * user is not asked.
     */
    abstract boolean isPossible(String old, String name);

    /** Returns the circle of hints that lead from one name to the next, and back to the first. */
    abstract HintCircle circle(List<Rename> hints);

    /** Returns what they are, for the user. */
    abstract String kind();

    /** Returns the declaration that can have {@code renamedFrom}, for the user. */
    abstract String declaration(String name);

    /** Returns the place where they are, for the user, with a leading blank; empty if there is only one place. */
    abstract String place();

    /** Returns the renames found so far. */
    final List<Rename> found() {
        return found;
    }

    /**
     * Finds the renames.
     *
     * @throws RenameException if a hint or an answer does not fit
     */
    final List<Rename> resolve() {
        known.answers().stream().filter(this::isMine).forEach(this::answer);
        after.forEach(this::follow);
        // Those of new names come first: what they rename is not gone.
        hints().sorted(Comparator.comparing(hint -> wasThere(hint.to()))).forEach(this::hint);
        caseOnly();
        after.stream().flatMap(name -> followed(name).stream()).toList().forEach(this::add);
        var gone = new ArrayList<>(before);
        gone.removeIf(name -> isThere(name) && !isPassedToAnother(name));
        found.forEach(rename -> gone.remove(rename.from()));
        for (var name : after) {
            if (!isTaken(name)) {
                followed(name)
                        .filter(rename -> gone.remove(rename.from()))
                        .ifPresentOrElse(this::add, () -> ask(name, gone));
            }
        }
        return found;
    }

    /** Returns the rename to {@code name} that follows from others, if there is one. */
    abstract Optional<Rename> following(String name);

    /** Returns the same, unless something is known of one of its two names. */
    private Optional<Rename> followed(String name) {
        return former.containsKey(name)
                ? Optional.empty()
                : following(name)
                        .filter(rename -> before.contains(rename.from())
                                && !isRenamedFrom(rename.from())
                                && !isRenamedTo(rename.to()));
    }

    /** Returns the hints, with the names as in the migrations. */
    private Stream<Rename> hints() {
        return known.hints().stream()
                .filter(hint -> isMine(hint.rename()))
                .map(hint -> rename(nameBefore(hint), hint.rename().to()));
    }

    /**
     * Returns the previous name, which the hint may give as the name of a field. Once the rename is made, such a name
     * only counts if it disappears. If two such names disappear, only the user knows which is meant.
     */
    private String nameBefore(HintedRename hint) {
        var said = hint.rename().from();
        var to = hint.rename().to();
        var isMade = wasThere(to) && !isPassedOn(to);
        var meant = hint.meant().stream().flatMap(from -> asBefore(from, to)).filter(name -> !isMade || !isThere(name));
        var names = Stream.concat(asBefore(said, to), meant).distinct().toList();
        var gone = names.stream().filter(name -> !isThere(name)).toList();
        if (gone.size() > 1 && !isMade) {
            throw new RenameException(declaration(to) + " says renamedFrom(\"" + said + "\"), which may mean "
                    + String.join(" or ", gone) + place()
                    + ", and both are gone. Remove renamedFrom, and say -Dqorm.rename="
                    + rename(gone.get(0), to) + " or -Dqorm.rename=" + rename(gone.get(1), to));
        }
        return names.isEmpty() ? said : gone.isEmpty() ? names.get(0) : gone.get(0);
    }

    /** Whether another hint declares that the thing with this name is renamed. */
    private boolean isPassedOn(String name) {
        return known.hints().stream()
                .filter(hint -> isMine(hint.rename()) && !hint.rename().to().equalsIgnoreCase(name))
                .anyMatch(hint -> Stream.concat(Stream.of(hint.rename().from()), hint.meant().stream())
                        .anyMatch(name::equalsIgnoreCase));
    }

    /** Returns the name in the case that it has in the migrations, where no two names differ only in case. */
    private Stream<String> asBefore(String from, String to) {
        return before.stream().filter(name -> name.equalsIgnoreCase(from) && !name.equalsIgnoreCase(to));
    }

    /**
     * Whether what had the name before has another one now: it is renamed, or the migration that is rewritten gave its
     * name to something else.
     */
    private boolean isPassedToAnother(String name) {
        return isRenamedFrom(name)
                || found.stream()
                        .anyMatch(rename -> isSameName(rename.to(), name)
                                && former.getOrDefault(rename.to(), Optional.empty())
                                        .equals(Optional.of(rename.from())));
    }

    private boolean isRenamedFrom(String name) {
        return found.stream().anyMatch(rename -> rename.from().equals(name));
    }

    /** Whether {@code name} needs no question: it existed before and stays, or it is the result of a known rename. */
    final boolean isTaken(String name) {
        return isRenamedTo(name) || (wasThere(name) && !isRenamedFrom(name));
    }

    private boolean isRenamedTo(String name) {
        return found.stream().anyMatch(rename -> rename.to().equals(name));
    }

    private boolean wasThere(String name) {
        return keysBefore.contains(key.apply(name));
    }

    private boolean isThere(String name) {
        return keysAfter.contains(key.apply(name));
    }

    private boolean isSameName(String one, String other) {
        return key.apply(one).equals(key.apply(other));
    }

    private void add(Rename rename) {
        found.stream()
                .filter(other -> !other.equals(rename)
                        && (other.from().equals(rename.from()) || other.to().equals(rename.to())))
                .findFirst()
                .ifPresent(other -> {
                    throw new RenameException(
                            "the rename " + rename + " contradicts " + other + "; keep the one that is meant");
                });
        if (!found.contains(rename)) {
            found.add(rename);
        }
    }

    private void answer(Rename answer) {
        if (before.contains(answer.from()) && after.contains(answer.to())) {
            add(rename(answer.from(), answer.to()));
        }
    }

    /** A name that still exists keeps the origin that it has in the migration that is rewritten. */
    private void follow(String name) {
        var old = former.getOrDefault(name, Optional.empty()).orElse(name);
        if (old.equals(name)
                || !before.contains(old)
                || found.stream()
                        .anyMatch(rename ->
                                rename.from().equals(old) || rename.to().equals(name))) {
            return;
        }
        var rename = rename(old, name);
        var isFollowed = former.keySet().stream().anyMatch(other -> isSameName(old, other));
        if (isThere(old) && !isSameName(old, name) && !isFollowed) {
            throw new RenameException("the migration renames " + old + place() + " to " + name
                    + ", and the models have both now. Say which is which: -Dqorm.rename=" + rename + " when " + old
                    + " is a new " + kind() + ", or -Dqorm.rename=none when it is the old one and " + name + " is new");
        }
        add(rename);
    }

    private void hint(Rename hint) {
        if (!before.contains(hint.from()) && !wasThere(hint.to())) {
            if (followed(hint.to()).isPresent()) {
                return; // it took effect when the table had a name that followed another one
            }
            throw new RenameException(declaration(hint.to()) + " says renamedFrom(\"" + hint.from()
                    + "\"), but the migrations know no " + kind() + " of that name; " + whatItCouldBe()
                    + ". Correct the name, or remove renamedFrom");
        }
        if (isDue(hint)) {
            add(hint);
        } else if (before.contains(hint.from()) && !isThere(hint.from()) && !isRenamedFrom(hint.from())) {
            throw new RenameException(hint.to() + " says renamedFrom(\"" + hint.from()
                    + "\"), but the migrations know both" + place() + ", and " + hint.from()
                    + " is gone: its data would be lost. Remove renamedFrom if that is meant; to let "
                    + hint.from() + " take the place of " + hint.to() + ", drop that in an earlier migration: with "
                    + hint.from() + " still in the models and " + hint.to()
                    + " not, run qorm:makemigrations, then rename");
        }
    }

    /**
     * A hint is due while its new name is free, or is freed by another hint that is due; otherwise it has already taken
     * effect. In a circle of hints, the names do not tell. If the two names differ only in case, only one of them
     * exists at a time.
     */
    private boolean isDue(Rename hint) {
        if (isSameName(hint.from(), hint.to())) {
            return before.contains(hint.from());
        }
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
                return !isSpokenOf(chain) && circle(chain).isDue(questions);
            }
            next = following(next.get()).filter(other -> !chain.contains(other));
        }
        return false;
    }

    /** Returns the hint that frees the new name of {@code hint}. */
    private Optional<Rename> following(Rename hint) {
        return hints().filter(other -> isSameName(other.from(), hint.to())).findFirst();
    }

    /** Whether these hints are settled by answers, or by the migration that is rewritten. */
    private boolean isSpokenOf(List<Rename> hints) {
        return known.nothingElse()
                || hints.stream().allMatch(hint -> found.stream().anyMatch(hint::isSame));
    }

    /** Only things that disappear can have been renamed; in a model with many columns that is a short list. */
    private String whatItCouldBe() {
        var gone = before.stream().filter(name -> !isThere(name)).toList();
        if (before.isEmpty()) {
            return "they know none";
        }
        return gone.isEmpty()
                ? "they know " + list(before.stream()) + ", and the models still have all of these"
                : "of those they know, only " + list(gone.stream()) + " is not in the models any more";
    }

    private static String list(Stream<String> names) {
        return names.sorted().collect(Collectors.joining(", "));
    }

    /** Names that differ only in case denote the same thing: databases that fold names see no difference. */
    private void caseOnly() {
        for (var old : before) {
            if (!after.contains(old) && !isRenamedFrom(old)) {
                after.stream()
                        .filter(name -> name.equalsIgnoreCase(old) && !before.contains(name) && !isRenamedTo(name))
                        .findFirst()
                        .ifPresent(name -> add(rename(old, name)));
            }
        }
    }

    private void ask(String name, List<String> gone) {
        var candidates = gone.stream()
                .filter(old -> isPossible(old, name))
                .map(old -> rename(old, name))
                .toList();
        var isKnownToBeNew = former.containsKey(name) && former.get(name).isEmpty();
        if (candidates.isEmpty() || known.nothingElse() || isKnownToBeNew || isNewWithAnother(name)) {
            return;
        }
        questions.ask(new RenameQuestion(candidates)).ifPresent(rename -> {
            add(rename);
            gone.remove(rename.from());
        });
    }
}
