package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.Statement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What keys, checks and indexes of H2 have and no migration says, and what they lose where they are made again: as where one
 * steps aside while another that shares its index goes.
 */
final class H2MadeAgain {
    private static final String MORE = """
            select c.CONSTRAINT_NAME, 'the set default of the foreign key ' || c.CONSTRAINT_NAME || ' of ' || c.TABLE_NAME
            from INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS r join INFORMATION_SCHEMA.TABLE_CONSTRAINTS c
              on c.CONSTRAINT_SCHEMA = r.CONSTRAINT_SCHEMA and c.CONSTRAINT_NAME = r.CONSTRAINT_NAME
            where c.TABLE_SCHEMA = current_schema and 'SET DEFAULT' in (r.UPDATE_RULE, r.DELETE_RULE)
            union all
            select CONSTRAINT_NAME, 'the comment on the constraint ' || CONSTRAINT_NAME || ' of ' || TABLE_NAME
            from INFORMATION_SCHEMA.TABLE_CONSTRAINTS where TABLE_SCHEMA = current_schema and REMARKS is not null
            union all
            select INDEX_NAME, 'the comment on the index ' || INDEX_NAME || ' of ' || TABLE_NAME
            from INFORMATION_SCHEMA.INDEXES where TABLE_SCHEMA = current_schema and REMARKS is not null
            union all
            select CONSTRAINT_NAME, 'the nulls not distinct of the unique constraint ' || CONSTRAINT_NAME || ' of ' || TABLE_NAME
            from INFORMATION_SCHEMA.TABLE_CONSTRAINTS where TABLE_SCHEMA = current_schema and NULLS_DISTINCT <> 'YES'
            union all
            select INDEX_NAME, 'the nulls not distinct of the index ' || INDEX_NAME || ' of ' || TABLE_NAME
            from INFORMATION_SCHEMA.INDEXES where TABLE_SCHEMA = current_schema and NULLS_DISTINCT <> 'YES'
              and not IS_GENERATED
            """;

    private static final Pattern MAKES =
            Pattern.compile("^(?:create (?:unique )?index|alter table .* add constraint) ", Pattern.CASE_INSENSITIVE);

    private H2MadeAgain() {}

    /** In words. What steps aside, nothing tells but the statements. */
    static List<String> losses(Run run, Sql sql) throws SQLException {
        var more = sql.query(MORE, row -> Map.entry(row.getString(1), row.getString(2)));
        if (more.isEmpty()) {
            return List.of();
        }
        var made = run.render(Dialect.H2.renderer()).stream()
                .flatMap(operation -> operation.statements().stream())
                .map(Statement::sql)
                .filter(statement -> MAKES.matcher(statement).find())
                .toList();
        return more.stream()
                .filter(each -> made.stream().anyMatch(statement -> makes(statement, each.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static boolean makes(String statement, String name) {
        return Pattern.compile("(?:index|constraint) \"?" + Pattern.quote(name) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
                .matcher(statement)
                .find();
    }
}
