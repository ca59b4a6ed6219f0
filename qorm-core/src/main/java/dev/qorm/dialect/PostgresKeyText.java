package dev.qorm.dialect;

import dev.qorm.schema.Index;
import dev.qorm.schema.SqlSyntax;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.TableElement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An index or a unique constraint as PostgreSQL writes it, cut where it says what there is beside the key columns.
 *
 * @param key everything up to the key columns
 * @param include the included columns; may be empty
 * @param rest everything after them
 */
record PostgresKeyText(String key, String include, String rest) {
    private static final String EQUAL_NULLS = " NULLS NOT DISTINCT";

    static PostgresKeyText of(String text) {
        var end = endOfList(text, 0);
        var next = text.startsWith(" INCLUDE (", end) ? endOfList(text, end) : end;
        return new PostgresKeyText(text.substring(0, end), text.substring(end, next), text.substring(next));
    }

    private static int endOfList(String text, int start) {
        var depth = 0;
        for (var token : SqlSyntax.POSTGRESQL.cut(text)) {
            if (token.start() >= start && token.isSign("(")) {
                depth++;
            } else if (token.start() >= start && token.isSign(")") && --depth == 0) {
                return token.start() + 1;
            }
        }
        return text.length();
    }

    /** Returns the text with what the migrations change beside the key, as {@code from} becomes {@code to}. */
    String changed(TableElement from, TableElement to) {
        var included = from.include().equals(to.include()) ? include : written(to.include());
        if (from.isNullsNotDistinct() == to.isNullsNotDistinct()) {
            return key + included + rest;
        }
        var isWritten = to.isNullsNotDistinct() ? EQUAL_NULLS : "";
        var plainKey = key.replaceFirst("^UNIQUE" + EQUAL_NULLS, "UNIQUE");
        var plainRest = rest.replaceFirst("^" + EQUAL_NULLS, "");
        return to instanceof Index
                ? plainKey + included + isWritten + plainRest
                : "UNIQUE" + isWritten + plainKey.substring("UNIQUE".length()) + included + plainRest;
    }

    private static String written(List<String> columns) {
        return columns.isEmpty()
                ? ""
                : columns.stream().map(SqlText::quoted).collect(Collectors.joining(", ", " INCLUDE (", ")"));
    }
}
