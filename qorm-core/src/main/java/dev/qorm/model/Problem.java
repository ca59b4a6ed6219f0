package dev.qorm.model;

import org.jspecify.annotations.Nullable;

/**
 * A problem in a model.
 *
 * @param model the model's class name
 * @param field the field, or null if the problem concerns the model as a whole
 * @param message what is wrong and how to correct it
 */
public record Problem(String model, @Nullable String field, String message) implements Comparable<Problem> {
    @Override
    public int compareTo(Problem other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return model + (field == null ? "" : "." + field) + ": " + message;
    }
}
