import com.sun.management.OperatingSystemMXBean;
import dev.qorm.dialect.Dialect;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.execute.Database;
import dev.qorm.execute.MigrationListener;
import dev.qorm.execute.Migrator;
import dev.qorm.generate.MigrationSourceGenerator;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.model.ModelMapper;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.Operation;
import dev.qorm.scan.Codebase;
import dev.qorm.scan.MigrationScanner;
import dev.qorm.scan.ModelScanner;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnTypes;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Prints what the phases of one run take in a fresh JVM without Maven: wall time, and CPU time of the whole process
 * (compiler and collector threads included). The database is seen through a driver that counts statements by kind.
 *
 * <pre>java -cp (qorm-core, what it needs, H2) Phases.java project (makemigrations|migrate|rollback)</pre>
 */
public final class Phases {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Map<String, long[]> STATEMENTS = new TreeMap<>();

    private Phases() {}

    public static void main(String[] arguments) throws Exception {
        var project = Path.of(arguments[0]).toAbsolutePath();
        var output = project.resolve("target/classes");
        try (var loader = new URLClassLoader(new URL[] {output.toUri().toURL()}, Phases.class.getClassLoader())) {
            var code = new Codebase(List.of(output), List.of(), List.of(project.resolve("src/main/java")), loader);
            if (arguments[1].equals("makemigrations")) {
                makeMigrations(code);
            } else {
                database(code, project, arguments[1]);
            }
        }
        classes();
    }

    private static void makeMigrations(Codebase code) throws Exception {
        var models = phase("scan models (ClassGraph, sources, load)", () -> ModelScanner.scan(code));
        var sequence = phase(
                "scan migrations (names, sources, load)",
                () -> MigrationScanner.scan(code, null).sequence());
        var target = phase("map models", () -> ModelMapper.map(models.models()).schema());
        var current = phase("replay", sequence::replay);
        var operations = phase("diff", () -> SchemaDiffer.diff(current, target));
        if (!operations.isEmpty()) {
            throw new IllegalStateException("the project has changes: " + operations);
        }
        var table = current.tables().iterator().next().name();
        List<Operation> change =
                List.of(new AddColumn(table, Column.of("added", ColumnTypes.integer()).nullable(), null));
        phase(
                "write (generate a source)",
                () -> MigrationSourceGenerator.generate(
                        "bench.migrations", new NumberedMigration(sequence.nextId(), change)));
    }

    private static void database(Codebase code, Path project, String goal) throws Exception {
        var sequence = phase(
                "scan migrations (names, sources, load)",
                () -> MigrationScanner.scan(code, null).sequence());
        var driver = phase("find the driver", () -> ServiceLoader.load(Driver.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.getClass().getName().startsWith("org.h2"))
                .findFirst()
                .orElseThrow());
        var url = "jdbc:h2:file:" + project.resolve(".qorm/database");
        var database = new Database(url, null, null, watched(driver));
        var done = phase(goal + " (with what is below)", () -> run(database, sequence, goal));
        System.out.println("  " + done.size() + " migrations");
        STATEMENTS.forEach((kind, figures) ->
                System.out.printf(Locale.ROOT, "    %-38s %6d ms %8d times%n", kind, figures[0] / 1000000, figures[1]));
    }

    private static List<MigrationId> run(Database database, MigrationSequence sequence, String goal) {
        var migrator = new Migrator(
                database, Dialect.H2, Duration.ofSeconds(10), MigrationListener.SILENT, Clock.systemUTC());
        return goal.equals("migrate")
                ? migrator.migrate(sequence, null)
                : migrator.rollback(sequence, goal.equals("rollback-all") ? new MigrationId(1) : null);
    }

    private static <T> T phase(String name, Callable<T> work) throws Exception {
        var wall = System.nanoTime();
        var cpu = SYSTEM.getProcessCpuTime();
        var result = work.call();
        System.out.printf(
                Locale.ROOT,
                "  %-40s %6d ms %6d ms CPU%n",
                name,
                (System.nanoTime() - wall) / 1000000,
                (SYSTEM.getProcessCpuTime() - cpu) / 1000000);
        return result;
    }

    private static void classes() {
        var loading = ManagementFactory.getClassLoadingMXBean();
        System.out.printf(Locale.ROOT, "  classes loaded: %d%n", loading.getTotalLoadedClassCount());
    }

    private static Driver watched(Driver driver) {
        return (Driver) proxy(Driver.class, (method, arguments) -> {
            var result = timed(method.getName().equals("connect") ? "connect" : null, 1, () -> method.invoke(driver, arguments));
            return result instanceof Connection connection ? watched(connection) : result;
        });
    }

    private static Connection watched(Connection connection) {
        return (Connection) proxy(Connection.class, (method, arguments) -> {
            var kind =
                    switch (method.getName()) {
                        case "commit", "rollback", "setAutoCommit" -> "commit and the like";
                        case "close" -> "close";
                        case "getMetaData" -> "catalog";
                        case "prepareStatement" -> kind((String) arguments[0]);
                        default -> null;
                    };
            var result = timed(kind, method.getName().equals("prepareStatement") ? 0 : 1, () -> method.invoke(connection, arguments));
            if (method.getName().equals("prepareStatement")) {
                return watched(PreparedStatement.class, result, (String) arguments[0]);
            }
            return result instanceof Statement statement ? watched(Statement.class, statement, null) : result;
        });
    }

    private static Object watched(Class<?> type, Object statement, String prepared) {
        return proxy(type, (method, arguments) -> {
            var sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : prepared;
            var executes = method.getName().startsWith("execute");
            return timed(executes ? kind(sql) : null, 1, () -> method.invoke(statement, arguments));
        });
    }

    private static String kind(String sql) {
        for (var table : List.of("qorm_lock", "qorm_history", "qorm_step")) {
            if (sql.contains(table)) {
                return table + ": " + sql.substring(0, sql.indexOf(' ')).toLowerCase(Locale.ROOT);
            }
        }
        var words = sql.split(" ", 3);
        return "other: " + String.join(" ", words[0], words[1]);
    }

    private static Object timed(String kind, int count, Callable<Object> call) throws Throwable {
        var start = System.nanoTime();
        try {
            return call.call();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (kind != null) {
                var figures = STATEMENTS.computeIfAbsent(kind, name -> new long[2]);
                figures[0] += System.nanoTime() - start;
                figures[1] += count;
            }
        }
    }

    private interface Handler {
        Object handle(java.lang.reflect.Method method, Object[] arguments) throws Throwable;
    }

    private static Object proxy(Class<?> type, Handler handler) {
        return Proxy.newProxyInstance(
                Phases.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> handler.handle(method, arguments));
    }
}
