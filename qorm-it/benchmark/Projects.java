import dev.qorm.generate.MigrationSourceGenerator;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.model.Model;
import dev.qorm.model.ModelMapper;
import dev.qorm.operation.CreateTable;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * Writes a Maven project with N models and N migrations, one for each table, as makemigrations would have written them.
 *
 * <pre>java -cp (qorm-core and what it needs) Projects.java folder N version-of-qorm version-of-h2</pre>
 */
public final class Projects {
    private static final String PACKAGE = "bench.migrations";

    private Projects() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var count = Integer.parseInt(arguments[1]);
        write(folder.resolve("pom.xml"), pom(count, arguments[2], arguments[3]));
        var models = new ArrayList<Path>();
        for (var i = 1; i <= count; i++) {
            var file = folder.resolve("src/main/java/bench/models/" + model(i) + ".java");
            write(file, source(i));
            models.add(file);
        }
        var classes = Files.createTempDirectory("qorm-benchmark");
        compile(models, classes);
        writeMigrations(folder, count, classes);
    }

    private static String model(int number) {
        return "Model%05d".formatted(number);
    }

    /** Eight columns with the key, an index, a foreign key (with its own index) to the model before. */
    private static String source(int number) {
        return """
                package bench.models;

                import dev.qorm.model.Fields;
                import dev.qorm.model.Model;

                public class %s extends Model {
                    @Override
                    protected void schema(Fields fields) {
                        fields.varchar("title", 200);
                        fields.text("content").nullable();
                        fields.integer("rating").defaultValue(3);
                        fields.decimal("price", 10, 2).nullable();
                        fields.bool("active").defaultValue(true);
                        fields.timestamp("createdAt");
                %s
                        fields.index("title", "createdAt");
                        // changes here
                    }
                }
                """.formatted(
                        model(number),
                        number == 1
                                ? "        fields.bigint(\"parent\").nullable();"
                                : "        fields.manyToOne(\"parent\", " + model(number - 1) + ".class).nullable();");
    }

    private static void compile(List<Path> sources, Path classes) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of(
                    "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none", "-implicit:none");
            if (!compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call()) {
                throw new IllegalStateException("the models do not compile");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void writeMigrations(Path folder, int count, Path classes) throws Exception {
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, Projects.class.getClassLoader())) {
            var types = new ArrayList<Class<? extends Model>>();
            for (var i = 1; i <= count; i++) {
                types.add(loader.loadClass("bench.models." + model(i)).asSubclass(Model.class));
            }
            var number = 1;
            for (var table : ModelMapper.map(types).schema().tables()) {
                var migration = new NumberedMigration(new MigrationId(number++), List.of(new CreateTable(table)));
                write(
                        folder.resolve("src/main/java/" + PACKAGE.replace('.', '/'))
                                .resolve(MigrationSourceGenerator.fileName(migration.id())),
                        MigrationSourceGenerator.generate(PACKAGE, migration));
            }
        }
    }

    private static String pom(int count, String qorm, String h2) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>bench</groupId>
                  <artifactId>bench-%1$d</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                    <dependency>
                      <groupId>dev.qorm</groupId>
                      <artifactId>qorm-core</artifactId>
                      <version>%2$s</version>
                    </dependency>
                    <dependency>
                      <groupId>com.h2database</groupId>
                      <artifactId>h2</artifactId>
                      <version>%3$s</version>
                      <scope>runtime</scope>
                    </dependency>
                  </dependencies>
                  <build>
                    <pluginManagement>
                      <plugins>
                        <plugin>
                          <artifactId>maven-compiler-plugin</artifactId>
                          <version>3.16.0</version>
                        </plugin>
                        <plugin>
                          <artifactId>maven-resources-plugin</artifactId>
                          <version>3.5.0</version>
                        </plugin>
                      </plugins>
                    </pluginManagement>
                    <plugins>
                      <plugin>
                        <groupId>dev.qorm</groupId>
                        <artifactId>qorm-maven-plugin</artifactId>
                        <version>%2$s</version>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(count, qorm, h2);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
