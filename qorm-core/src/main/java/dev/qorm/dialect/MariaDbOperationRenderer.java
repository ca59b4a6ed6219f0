package dev.qorm.dialect;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Schema;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;

/** MariaDB: as MySQL, but with a type for identifiers, and renamed columns are followed wherever they are read. */
final class MariaDbOperationRenderer extends MySqlOperationRenderer {
    private static final DSLContext JOOQ = JooqSettings.context(SQLDialect.MARIADB);
    private static final MySqlTypes TYPES = new MySqlTypes() {
        @Override
        public String visit(ColumnType.Uuid type) {
            return "uuid";
        }
    };

    MariaDbOperationRenderer(Schema before) {
        super(Dialect.MARIADB, JOOQ, before);
    }

    @Override
    MySqlTypes typeNames() {
        return TYPES;
    }

    @Override
    boolean hasUuid() {
        return true;
    }

    @Override
    boolean followsRenamedColumns() {
        return true;
    }
}
