package dev.qorm.dialect;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.CustomField;
import org.jooq.impl.SQLDataType;

/**
 * SQL that a person wrote, as a part of a jOOQ statement. jOOQ's own templates would take a {@code ?} or {@code {0}} in
 * it for a parameter.
 */
final class PlainSql {
    private PlainSql() {}

    static Condition condition(String sql) {
        return CustomCondition.of(context -> context.sql(sql));
    }

    static Field<Object> expression(String sql) {
        return CustomField.of("expression", SQLDataType.OTHER, context -> context.sql(sql));
    }
}
