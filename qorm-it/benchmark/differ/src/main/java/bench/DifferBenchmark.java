package bench;

import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;

import dev.qorm.diff.Rename;
import dev.qorm.diff.RenameAnswers;
import dev.qorm.diff.RenameResolver;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.diff.UnansweredException;
import dev.qorm.generate.MigrationSourceGenerator;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the differ and the replay take over large schemas: tables of twelve columns with an index and a foreign key to the
 * table before. Each figure is that of the first call in a fresh JVM, as a goal pays it, and that of a warm one.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 10)
public class DifferBenchmark {
    private static Table table(String prefix, int number, int target) {
        var name = prefix + number;
        var parts = new ArrayList<dev.qorm.schema.TableElement>();
        parts.add(column("id", ColumnTypes.bigint()).autoIncrement());
        for (var i = 1; i <= 10; i++) {
            parts.add(column(prefix + "_column_" + i, ColumnTypes.varchar(40 + i)));
        }
        parts.add(column("previous_id", ColumnTypes.bigint()).nullable());
        parts.add(primaryKey(name + "_pkey", "id"));
        parts.add(index(name + "_idx", prefix + "_column_1"));
        if (target >= 0) {
            parts.add(foreignKey(name + "_fkey", "previous_id").references(prefix + target, "id"));
        }
        return Table.of(name, null, parts);
    }

    private static Schema schema(String prefix, int count) {
        var tables = new ArrayList<Table>();
        for (var i = 0; i < count; i++) {
            tables.add(table(prefix, i, i - 1));
        }
        return Schema.of(tables);
    }

    /** No change: two equal schemas that share no object, as replay and models give them. */
    @State(Scope.Benchmark)
    public static class Unchanged {
        @Param({"1000", "2000"})
        int tables;

        Schema migrated;
        Schema models;

        @Setup
        public void setUp() {
            migrated = schema("t", tables);
            models = schema("t", tables);
        }
    }

    @Benchmark
    public List<Operation> noChange(Unchanged state) {
        RenameResolver.resolve(state.migrated, state.models, new RenameAnswers(List.of(), List.of(), false), null);
        return SchemaDiffer.diff(state.migrated, state.models);
    }

    /** The first migration: diff, source, file. */
    @State(Scope.Benchmark)
    public static class First {
        Schema models;
        Path folder;

        @Setup
        public void setUp() throws IOException {
            models = schema("t", 1000);
            folder = Files.createTempDirectory("qorm-benchmark");
        }
    }

    @Benchmark
    public Path firstMigrationOf1000(First state) throws IOException {
        var migration = new NumberedMigration(new MigrationId(1), SchemaDiffer.diff(Schema.empty(), state.models));
        return Files.writeString(
                state.folder.resolve(MigrationSourceGenerator.fileName(migration.id())),
                MigrationSourceGenerator.generate("bench.migrations", migration));
    }

    /** Each of 300 tables that are gone could be each of 300 that are new. */
    @State(Scope.Benchmark)
    public static class Renamed {
        Schema before;
        Schema after;

        @Setup
        public void setUp() {
            before = schema("old", 300);
            after = schema("new", 300);
        }
    }

    @Benchmark
    public Object renameCandidates300(Renamed state) {
        try {
            return RenameResolver.resolve(
                    state.before, state.after, new RenameAnswers(List.<Rename>of(), List.of(), false), null);
        } catch (UnansweredException e) {
            return e.questions();
        }
    }

    /** 100 tables, then a column a migration. */
    @State(Scope.Benchmark)
    public static class History {
        MigrationSequence sequence;

        @Setup
        public void setUp() {
            var migrations = new ArrayList<NumberedMigration>();
            for (var i = 1; i <= 5000; i++) {
                Operation operation = i <= 100
                        ? new CreateTable(table("t", i - 1, i - 2))
                        : new AddColumn(
                                "t" + i % 100,
                                column("added_" + i, ColumnTypes.varchar(20)).nullable(),
                                null);
                migrations.add(new NumberedMigration(new MigrationId(i), List.of(operation)));
            }
            sequence = MigrationSequence.of(migrations);
        }
    }

    @Benchmark
    public Schema replayOf5000(History state) {
        return state.sequence.replay();
    }
}
