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

    @Override
    public List<String> expressions() {
        return List.of(expression);
    }
}
