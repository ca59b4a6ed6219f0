package dev.qorm.dialect;

import dev.qorm.schema.ColumnType;
import org.jooq.SQLDialect;

/** The notation of MariaDB: the same as for MySQL, but with a type for identifiers. */
final class MariaDbNotation extends MySqlNotation {
    static final MariaDbNotation INSTANCE = new MariaDbNotation();

    private MariaDbNotation() {
        super(JooqSettings.context(SQLDialect.MARIADB), new MySqlTypes() {
            @Override
            public String visit(ColumnType.Uuid type) {
                return "uuid";
            }
        });
    }

    @Override
    Dialect dialect() {
        return Dialect.MARIADB;
    }

    /** MariaDB accepts a backslash before any letter. */
    @Override
    String isJson(String text) {
        return super.isJson(text) + " and not replace(" + text + ", " + textLiteral("\\\\") + ", '') regexp "
                + textLiteral("(?-i)\\\\[^\"/bfnrtu]");
    }
}
