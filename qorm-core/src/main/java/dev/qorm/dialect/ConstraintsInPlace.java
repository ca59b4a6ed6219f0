package dev.qorm.dialect;

import java.util.IdentityHashMap;
import org.jooq.Constraint;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.impl.DSL;

/** Lets a CREATE TABLE of jOOQ have constraints that jOOQ does not have: each is written in the place of another one. */
final class ConstraintsInPlace implements VisitListener {
    private final IdentityHashMap<QueryPart, QueryPart> parts = new IdentityHashMap<>();

    /** Returns {@code part} itself, or a constraint in whose place it will be written. */
    Constraint of(QueryPart part) {
        if (part instanceof Constraint constraint) {
            return constraint;
        }
        var place = DSL.check(DSL.trueCondition());
        parts.put(place, part);
        return place;
    }

    /** Renders a statement with these constraints. */
    String sql(QueryPart statement, DSLContext jooq) {
        var context = parts.isEmpty() ? jooq : jooq.configuration().derive(this).dsl();
        return context.renderInlined(statement);
    }

    @Override
    public void visitStart(VisitContext visit) {
        var part = parts.get(visit.queryPart());
        if (part != null) {
            visit.queryPart(part);
        }
    }
}
