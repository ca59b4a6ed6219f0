package dev.qorm.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/** Rejects parameters that contradict each other. */
final class Exclusive {
    private final String name;
    private final boolean isGiven;
    private final List<String> others = new ArrayList<>();

    private Exclusive(String name, boolean isGiven) {
        this.name = name;
        this.isGiven = isGiven;
    }

    /** Returns a check for the parameter {@code name}. */
    static Exclusive when(String name, boolean isGiven) {
        return new Exclusive(name, isGiven);
    }

    /** Rejects it together with {@code other}. */
    Exclusive not(String other, boolean isOtherGiven) {
        if (isOtherGiven) {
            others.add(other);
        }
        return this;
    }

    /** Rejects it together with {@code other}, which is given if it has a value. */
    Exclusive not(String other, @Nullable Object value) {
        return not(other, value != null);
    }

    /** @throws MojoFailureException if both are given */
    void check() throws MojoFailureException {
        if (isGiven && !others.isEmpty()) {
            throw new MojoFailureException(name + " and " + others.get(0) + " are both given; leave one of them out");
        }
    }
}
