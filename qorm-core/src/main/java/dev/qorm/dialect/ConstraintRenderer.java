package dev.qorm.dialect;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Constraint;
import org.jooq.ConstraintForeignKeyOnStep;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;

/**
 * Converts keys and checks to those of jOOQ, in the same way for all databases.
 *
 * @param notation that of the database
 */
record ConstraintRenderer(Notation notation) {
    /** Returns a key or check: a {@link Constraint}, unless it has clauses that jOOQ does not have. */
    QueryPart part(TableElement element) {
        var part = element instanceof UniqueConstraint unique && !isCommon(unique) ? special(unique) : common(element);
        return element.deferral() == null ? part : DSL.sql("{0}" + Deferral.words(element.deferral()), part);
    }

    private Constraint common(TableElement element) {
        if (element instanceof PrimaryKey key) {
            return DSL.constraint(name(key.name())).primaryKey(names(key.columns()));
        }
        if (element instanceof UniqueConstraint unique) {
            return DSL.constraint(name(unique.name())).unique(names(unique.columns()));
        }
        if (element instanceof CheckConstraint check) {
            return DSL.constraint(name(check.name()))
                    .check(PlainSql.condition(notation.expression(check.expression())));
        }
        return foreignKey((ForeignKey) element);
    }

    /** Whether jOOQ has all clauses of an index, or of a unique constraint but for the deferral. */
    boolean isCommon(TableElement element) {
        return !element.isNullsNotDistinct() && notation.include(element).isEmpty();
    }

    private QueryPart special(UniqueConstraint unique) {
        var nulls = unique.isNullsNotDistinct() ? "nulls not distinct " : "";
        return PlainSql.expression("constraint " + notation.quoted(unique.name()) + " unique " + nulls
                + unique.columns().stream().map(notation::quoted).collect(Collectors.joining(", ", "(", ")"))
                + notation.include(unique));
    }

    private Name name(String name) {
        return notation.name(name);
    }

    private Name[] names(List<String> names) {
        return names.stream().map(notation::name).toArray(Name[]::new);
    }

    private Constraint foreignKey(ForeignKey key) {
        var on = DSL.constraint(name(key.name()))
                .foreignKey(names(key.columns()))
                .references(name(key.referencedTable()), names(key.referencedColumns()));
        return onUpdate(onDelete(on, key.onDelete()), key.onUpdate());
    }

    private static ConstraintForeignKeyOnStep onDelete(ConstraintForeignKeyOnStep step, ReferentialAction action) {
        return switch (action) {
            case NO_ACTION -> step;
            case RESTRICT -> step.onDeleteRestrict();
            case CASCADE -> step.onDeleteCascade();
            case SET_NULL -> step.onDeleteSetNull();
        };
    }

    private static ConstraintForeignKeyOnStep onUpdate(ConstraintForeignKeyOnStep step, ReferentialAction action) {
        return switch (action) {
            case NO_ACTION -> step;
            case RESTRICT -> step.onUpdateRestrict();
            case CASCADE -> step.onUpdateCascade();
            case SET_NULL -> step.onUpdateSetNull();
        };
    }
}
