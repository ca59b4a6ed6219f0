package dev.qorm.execute;

import static dev.qorm.execute.H2Parts.isSame;

import dev.qorm.execute.H2Parts.Part;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.Operation;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An operation on a table of H2, and what it meets there.
 *
 * @param operation the operation
 * @param table the name of its table before the migration
 * @param column the name of the column that it changes or drops before the migration, or empty
 * @param part the name of the key that it drops before the migration, or empty
 */
record H2Change(Operation operation, String table, String column, String part) {
    /** A computed column, or one with properties that no migration declares. */
    record Special(
            String table,
            String name,
            @Nullable String expression,
            @Nullable String domain,
            boolean isDefaultOnNull) {
        static Special of(ResultSet row) throws SQLException {
            return new Special(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5));
        }

        boolean isKnown(Schema schema) {
            var owner = schema.find(table);
            return owner != null && owner.columns().keySet().stream().anyMatch(column -> isSame(column, name));
        }

        /** Whether it has a property that no migration declares. */
        boolean hasMore() {
            return domain != null || isDefaultOnNull;
        }

        String text() {
            return table + "." + name;
        }
    }

    /** Whether it may be refused, or take something away, because of what no migration created. */
    static boolean mayMeetOthers(Operation operation) {
        return operation instanceof DropTable
                || operation instanceof DropIndex
                || operation instanceof DropUnique
                || operation instanceof DropPrimaryKey
                || copiesTable(operation);
    }

    private static boolean copiesTable(Operation operation) {
        return operation instanceof AddColumn || operation instanceof DropColumn || changesType(operation);
    }

    private static boolean changesType(Operation operation) {
        return operation instanceof AlterColumn alter
                && !alter.from().type().equals(alter.to().type());
    }

    /** Returns those of a migration on tables that exist before it. */
    static List<H2Change> in(List<Operation> operations, Schema before) {
        var changes = new ArrayList<H2Change>();
        var names = new EarlierNames();
        for (var operation : operations) {
            for (var each : operation.inDetail()) {
                var change = of(each, names);
                if (before.find(change.table) != null) {
                    changes.add(change);
                }
                names.after(each);
            }
        }
        return changes;
    }

    private static H2Change of(Operation operation, EarlierNames names) {
        var table = operation instanceof TableOperation change
                ? change.table()
                : operation instanceof DropTable drop ? drop.table().name() : "";
        var column = operation instanceof DropColumn drop
                ? drop.column().name()
                : operation instanceof AlterColumn alter ? alter.from().name() : "";
        var part = operation instanceof DropUnique drop
                ? drop.unique().name()
                : operation instanceof DropPrimaryKey drop ? drop.key().name() : "";
        return new H2Change(operation, names.table(table), names.column(table, column), names.part(part));
    }

    boolean isOfType() {
        return changesType(operation);
    }

    /** Whether H2 refuses it because of a part that no migration created, whatever that is over. */
    boolean meets(Part other) {
        if (copiesTable(operation) && other.isSynonymOf(table)) {
            return true;
        }
        if (operation instanceof DropColumn) {
            return other.isOver(table, column) && other.columnsOf(table) > 1;
        }
        if (operation instanceof DropTable) {
            return other.key() != null
                    && other.columnsOf(table) > 0
                    && (other.isElsewhere() || !isSame(other.table(), table));
        }
        return !part.isEmpty() && isSame(other.key(), part);
    }

    /** Whether H2 refuses it because of a computed column. */
    boolean meets(Special computed) {
        return operation instanceof DropColumn && isSame(computed.table, table) && reads(computed.expression, column);
    }

    /** Whether H2 drops a part with it. */
    boolean takes(Part other) {
        return operation instanceof DropColumn
                ? other.isOver(table, column) && other.columnsOf(table) == 1
                : operation instanceof DropTable && other.isSynonymOf(table);
    }

    /** Returns the properties of a column that go with its type, for the user. */
    List<String> losses(Special special) {
        var found = new ArrayList<String>();
        if (changesType(operation) && isSame(special.table, table) && isSame(special.name, column)) {
            if (special.domain != null) {
                found.add("the domain " + special.domain + " of " + special.text());
            }
            if (special.isDefaultOnNull) {
                found.add("the default on null of " + special.text());
            }
        }
        return found;
    }

    /** H2 writes the names in quotes, usually in capitals. */
    static boolean reads(@Nullable String expression, String column) {
        return SqlText.mentions(expression, column)
                || SqlText.mentions(expression, column.toUpperCase(Locale.ROOT))
                || SqlText.mentions(expression, column.toLowerCase(Locale.ROOT));
    }
}
