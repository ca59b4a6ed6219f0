package dev.qorm.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Matches names that are gone with names that are new: all tables, or the columns of one table. */
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
     * @param former what these names were before, as far as that is known; see {@link FormerNames}
     * @param key what two names have in common that are the same name
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

    /** A rename of one of them. */
    abstract Rename rename(String from, String to);

    /** Whether a hint or an answer is about them. */
    abstract boolean isMine(Rename rename);

    /** Whether what had the name {@code old} could be what has the name {@code name}; where not, nobody is asked. */
    abstract boolean isPossible(String old, String name);

    /** Hints that lead from one of their names to the next, and back to the first. */
    abstract HintCircle circle(List<Rename> hints);

    /** What one of them is, for a person. */
    abstract String kind();

    /** What can say {@code renamedFrom} of it, for a person. */
    abstract String declaration(String name);

    /** Where they are, for a person, with a blank before it; empty where there is but one place. */
    abstract String place();

    /** The renames that are known by now. */
    final List<Rename> found() {
        return found;
    }

    /**
     * The renames.
     *
     * @throws RenameException when a hint or an answer does not fit
     */
    final List<Rename> resolve() {
        known.answers().stream().filter(this::isMine).forEach(this::answer);
        after.forEach(this::follow);
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

    /** The hints, with the names that the migrations have. */
    private Stream<Rename> hints() {
        return known.hints().stream()
                .filter(hint -> isMine(hint.rename()))
                .map(hint -> rename(nameBefore(hint), hint.rename().to()));
    }

    /**
     * The name before, which may be meant by that of a field as long as the hint has not worked. Of two that are gone, only the
     * person knows which is meant.
     */
    private String nameBefore(HintedRename hint) {
        var said = hint.rename().from();
        var to = hint.rename().to();
        var meant = wasThere(to) && !isPassedOn(to) ? Stream.<String>empty() : hint.meant().stream();
        var names = Stream.concat(Stream.of(said), meant)
                .flatMap(from -> asBefore(from, to))
                .distinct()
                .toList();
        var gone = names.stream().filter(name -> !isThere(name)).toList();
        if (gone.size() > 1) {
            throw new RenameException(declaration(to) + " says renamedFrom(\"" + said + "\"), which may mean "
                    + String.join(" or ", gone) + place()
                    + ", and both are gone. Remove renamedFrom, and say -Dqorm.rename="
                    + rename(gone.get(0), to) + " or -Dqorm.rename=" + rename(gone.get(1), to));
        }
        return names.isEmpty() ? said : names.get(0);
    }

    /** Whether another hint says that what has this name gets another one. */
    private boolean isPassedOn(String name) {
        return known.hints().stream()
                .filter(hint -> isMine(hint.rename()) && !hint.rename().to().equalsIgnoreCase(name))
                .anyMatch(hint -> Stream.concat(Stream.of(hint.rename().from()), hint.meant().stream())
                        .anyMatch(name::equalsIgnoreCase));
    }

    /** The name in the letters that the migrations have: no two names there differ in them only. */
    private Stream<String> asBefore(String from, String to) {
        return before.stream().filter(name -> name.equalsIgnoreCase(from) && !name.equalsIgnoreCase(to));
    }

    private boolean isRenamedFrom(String name) {
        return found.stream().anyMatch(rename -> rename.from().equals(name));
    }

    /** Whether {@code name} is no candidate any more: it was there before and stayed, or is known to be a rename. */
    private boolean isTaken(String name) {
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

    /** A name that is there still is what it was in the migration that is written anew. */
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
        if (isThere(old) && !isSameName(old, name) && !former.containsKey(old)) {
            throw new RenameException("the migration renames " + old + place() + " to " + name
                    + ", and the models have both now. Say which is which: -Dqorm.rename=" + rename + " when " + old
                    + " is a new " + kind() + ", or -Dqorm.rename=none when it is the old one and " + name + " is new");
        }
        add(rename);
    }

    private void hint(Rename hint) {
        if (!before.contains(hint.from()) && !wasThere(hint.to())) {
            throw new RenameException(declaration(hint.to()) + " says renamedFrom(\"" + hint.from()
                    + "\"), but the migrations know no " + kind() + " of that name; " + whatItCouldBe()
                    + ". Correct the name, or remove renamedFrom");
        }
        if (isDue(hint)) {
            add(hint);
        } else if (before.contains(hint.from()) && !isThere(hint.from())) {
            throw new RenameException(hint.to() + " says renamedFrom(\"" + hint.from()
                    + "\"), but the migrations know both" + place() + ", and " + hint.from()
                    + " is gone: its data would be lost. Remove renamedFrom if that is meant; to let "
                    + hint.from() + " take the place of " + hint.to() + ", let that go in a migration before: with "
                    + hint.from() + " still in the models and " + hint.to()
                    + " not, run qorm:makemigrations, then rename");
        }
    }

    /**
     * A hint is due while its new name is free, or gets free by another that is due; else it has worked already. In a circle
     * of hints names do not tell. Of one name in two writings, there is one at a time.
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

    /** The hint by which the name that {@code hint} leads to becomes free. */
    private Optional<Rename> following(Rename hint) {
        return hints().filter(other -> isSameName(other.from(), hint.to())).findFirst();
    }

    /** Whether answers, or a migration that is written anew, say all that there is to say of these hints. */
    private boolean isSpokenOf(List<Rename> hints) {
        return known.nothingElse()
                || hints.stream().allMatch(hint -> found.stream().anyMatch(hint::isSame));
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

    private static String list(Stream<String> names) {
        return names.sorted().collect(Collectors.joining(", "));
    }

    /** A name that differs in case only is the same thing: databases that fold names see no difference. */
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
        if (candidates.isEmpty() || known.nothingElse() || isKnownToBeNew) {
            return;
        }
        questions.ask(new RenameQuestion(candidates)).ifPresent(rename -> {
            add(rename);
            gone.remove(rename.from());
        });
    }
}
