package dev.qorm.dialect;

import dev.qorm.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Name;

/**
 * The statements for the types of PostgreSQL's enumerations. In a database that was taken over, a type may have a
 * different name than qorm would give it, and is left unchanged.
 */
record PostgresEnumerationTypes(StandardDdl ddl) {
    private Name name(String type) {
        return ddl.notation().name(type);
    }

    private String quoted(String type) {
        return ddl.notation().quoted(type);
    }

    private String literal(String value) {
        return ddl.notation().textLiteral(value);
    }

    String create(String type, ColumnType.Enumeration enumeration) {
        return ddl.sql(ddl.notation()
                .jooq
                .createType(name(type))
                .asEnum(enumeration.values().toArray(String[]::new)));
    }

    String drop(String type) {
        return ddl.sql(ddl.notation().jooq.dropTypeIfExists(name(type)));
    }

    /** PostgreSQL has no "if exists" for it. */
    String rename(String from, String to) {
        return "do $qorm$ begin if to_regtype(" + literal(quoted(from)) + ") is not null then alter type "
                + quoted(from) + " rename to " + quoted(to) + "; end if; end $qorm$";
    }

    /** Adds values without rewriting any row ("ALTER TYPE", PostgreSQL manual). */
    List<String> addValues(String type, ColumnType.Enumeration from, ColumnType.Enumeration to) {
        var statements = new ArrayList<String>();
        var known = from.values();
        var values = to.values();
        for (var i = 0; i < values.size(); i++) {
            if (!known.contains(values.get(i))) {
                var place = i == 0 ? " before " + literal(known.get(0)) : " after " + literal(values.get(i - 1));
                statements.add("alter type " + quoted(type) + " add value " + literal(values.get(i)) + place);
            }
        }
        return statements;
    }
}
