package dev.qorm.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unique constraint. Rows with a NULL in one of the columns conflict only if it is declared as nulls not distinct.
 *
 * @param name the constraint's name
 * @param columns at least one column, in key order
 * @param include columns whose values its index carries along, and which are not part of the key
 * @param isNullsNotDistinct whether rows with a NULL in the same place conflict; not every database supports this
 * @param deferral when it is checked, or null if it is not deferrable; no foreign key can refer to a deferrable one
 */
public record UniqueConstraint(
        String name,
        List<String> columns,
        List<String> include,
        boolean isNullsNotDistinct,
        @Nullable Deferral deferral)
        implements TableElement {
    public UniqueConstraint {
        columns = Checks.columns("unique constraint " + name, columns);
        include = Checks.included("unique constraint " + name, columns, include);
    }

    /** A constraint that includes no columns, for which a NULL differs from any other, and which is not deferrable. */
    public UniqueConstraint(String name, List<String> columns) {
        this(name, columns, List.of(), false, null);
    }

    /**
     * Returns this constraint with the values of these columns in its index, in addition to the key. PostgreSQL can
     * then answer a query from the index alone. The other databases leave them out, since they make no other
     * difference.
     */
    public UniqueConstraint include(String... others) {
        return including(List.of(others));
    }

    /** Does the same for a list, which may be empty. */
    public UniqueConstraint including(List<String> others) {
        return new UniqueConstraint(name, columns, others, isNullsNotDistinct, deferral);
    }

    @Override
    public UniqueConstraint withoutIncluded() {
        return including(List.of());
    }

    /** Returns this constraint with NULL equal to NULL. Not every database supports this. */
    public UniqueConstraint nullsNotDistinct() {
        return new UniqueConstraint(name, columns, include, true, deferral);
    }

    /** Returns this constraint as a deferrable one that is checked by each statement, unless a transaction defers it. */
    public UniqueConstraint deferrable() {
        return deferral(Deferral.INITIALLY_IMMEDIATE);
    }

    /** Returns this constraint as a deferrable one that is checked when the transaction ends. */
    public UniqueConstraint initiallyDeferred() {
        return deferral(Deferral.INITIALLY_DEFERRED);
    }

    /** Returns this constraint with another deferral; null for none. */
    public UniqueConstraint deferral(@Nullable Deferral other) {
        return new UniqueConstraint(name, columns, include, isNullsNotDistinct, other);
    }

    /** Returns this constraint over other columns. */
    public UniqueConstraint over(List<String> others) {
        return new UniqueConstraint(name, others, include, isNullsNotDistinct, deferral);
    }

    @Override
    public UniqueConstraint named(String newName) {
        return new UniqueConstraint(newName, columns, include, isNullsNotDistinct, deferral);
    }

    @Override
    public String describeMore() {
        return TableElement.super.describeMore() + Deferral.words(deferral);
    }

    @Override
    public List<String> columnNames() {
        return columns;
    }
}
