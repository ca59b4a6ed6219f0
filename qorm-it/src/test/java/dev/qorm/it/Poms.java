package dev.qorm.it;

/** POMs of the projects that the stories build. Every plugin is pinned: old Mavens bring old ones. */
final class Poms {
    private static final String VERSION = System.getProperty("qorm.version");

    private Poms() {}

    /** A module with the plugin and qorm-core and nothing else. */
    static String single(String artifactId) {
        return single(artifactId, "", "");
    }

    /**
     * A module with more.
     *
     * @param dependencies more {@code <dependency>} elements
     * @param configuration what stands in the plugin's element after its version
     */
    static String single(String artifactId, String dependencies, String configuration) {
        return project(artifactId, "", qormCore() + dependencies, plugin(configuration));
    }

    static String project(String artifactId, String parent, String dependencies, String plugins) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  %s
                  <groupId>org.example</groupId>
                  <artifactId>%s</artifactId>
                  <version>1.0</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                    %s
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
                        <plugin>
                          <artifactId>maven-clean-plugin</artifactId>
                          <version>3.5.0</version>
                        </plugin>
                        <plugin>
                          <artifactId>maven-surefire-plugin</artifactId>
                          <version>3.6.1</version>
                        </plugin>
                        <plugin>
                          <artifactId>maven-jar-plugin</artifactId>
                          <version>3.5.1</version>
                        </plugin>
                      </plugins>
                    </pluginManagement>
                    <plugins>
                      %s
                    </plugins>
                  </build>
                </project>
                """.formatted(parent, artifactId, dependencies, plugins);
    }

    static String dependency(String groupId, String artifactId, String version, String scope) {
        return """
                <dependency>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <scope>%s</scope>
                </dependency>
                """.formatted(groupId, artifactId, version, scope);
    }

    static String qormCore() {
        return dependency("dev.qorm", "qorm-core", VERSION, "compile");
    }

    static String plugin(String configuration) {
        return """
                <plugin>
                  <groupId>dev.qorm</groupId>
                  <artifactId>qorm-maven-plugin</artifactId>
                  <version>%s</version>
                  %s
                </plugin>
                """.formatted(VERSION, configuration);
    }

    /** Binds makemigrations to its default phase, generate-sources. */
    static String boundPlugin() {
        return plugin("""
                <executions>
                  <execution>
                    <goals><goal>makemigrations</goal></goals>
                  </execution>
                </executions>
                """);
    }
}
