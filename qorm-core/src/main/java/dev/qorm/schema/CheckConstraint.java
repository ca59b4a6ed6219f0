package dev.qorm.schema;

import java.util.List;

/**
 * A check constraint.
 *
 * @param name the constraint's name
 * @param expression an SQL condition over the columns of the table, without the surrounding parentheses
 */
public record CheckConstraint(String name, String expression) implements TableElement {
    public CheckConstraint {
        expression = Checks.text("check " + name, expression);
    }

    /** Returns this check with another condition. */
    public CheckConstraint expression(String condition) {
        return new CheckConstraint(name, condition);
    }

    @Override
    public CheckConstraint named(String newName) {
        return new CheckConstraint(newName, expression);
    }

    @Override
    public List<String> expressions() {
        return List.of(expression);
    }
}
