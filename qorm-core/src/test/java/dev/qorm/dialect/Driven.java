package dev.qorm.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;

/** A database that is driven from schema to schema, and looked at after each drive. */
final class Driven implements AutoCloseable {
    private final TestDatabase database;
    private Schema schema = Schema.empty();
    private List<String> last = List.of();

    Driven(Dialect dialect) {
        this.database = TestDatabase.fresh(dialect);
    }

    /** Drives to a schema of these tables, in this order. */
    Driven create(Table... tables) {
        var operations = new ArrayList<Operation>();
        for (var table : tables) {
            operations.add(new dev.qorm.operation.CreateTable(table));
        }
        return apply(operations);
    }

    /** Takes over what SQL of others made. */
    Driven takeOver(String... statements) {
        run(statements);
        schema = database.introspect();
        return this;
    }

    Dialect dialect() {
        return database.dialect();
    }

    Schema schema() {
        return schema;
    }

    /** Runs SQL of the test's own: rows. */
    Driven run(String... statements) {
        for (var statement : statements) {
            database.execute(statement);
        }
        return this;
    }

    Driven apply(Operation... operations) {
        return apply(List.of(operations));
    }

    /** Applies the operations as one migration, in a transaction where the database has one. */
    Driven apply(List<Operation> operations) {
        var sql = new ArrayList<String>();
        for (var rendered : database.dialect().renderer().render(operations, schema)) {
            rendered.statements().forEach(statement -> sql.add(statement.sql()));
        }
        last = List.copyOf(sql);
        var isTransaction =
                database.dialect().hasTransactionalDdl() && operations.stream().noneMatch(Operation::isConcurrent);
        if (isTransaction) {
            sql.add(0, "begin");
            sql.add("commit");
        }
        try {
            sql.forEach(database::execute);
        } catch (IllegalStateException e) {
            if (isTransaction) {
                database.execute("rollback");
            }
            throw e;
        }
        schema = Operation.replay(schema, operations);
        return this;
    }

    /** The statements of the last migration. */
    List<String> statements() {
        return last;
    }

    /** Runs the statements of the last migration once more, as a run after a crash may; they may be refused. */
    Driven repeat() {
        for (var statement : last) {
            try {
                database.execute(statement);
            } catch (IllegalStateException refused) {
                // Then it changed nothing.
            }
        }
        return this;
    }

    /** Takes the operations back, last first. */
    Driven reverse(List<Operation> operations) {
        var reversed = new ArrayList<Operation>();
        for (var i = operations.size() - 1; i >= 0; i--) {
            reversed.add(operations.get(i).reverse());
        }
        return apply(reversed);
    }

    /** The database is what the operations say. */
    Driven check() {
        assertThat(database.differences(schema)).isEmpty();
        return this;
    }

    Schema introspected() {
        return database.introspect();
    }

    List<List<String>> query(String sql) {
        return database.query(sql);
    }

    @Override
    public void close() {
        database.close();
    }
}
