package dev.qorm.dialect;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.CustomField;
import org.jooq.impl.SQLDataType;

/**
 * SQL of the user as a part of a jOOQ statement. jOOQ's own templates would interpret a {@code ?} or {@code {0}} in it
 * as a parameter.
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
