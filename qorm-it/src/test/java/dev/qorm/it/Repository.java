package dev.qorm.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The local repository of the inner builds. It holds the plugin and the core of this build; all else comes from the local
 * repository of the outer build, and only what is not there from where the outer build would get it.
 */
final class Repository {
    private Repository() {}

    /** The settings file for an inner build; made anew each time, since it is small. */
    static synchronized Path settings() {
        var folder = Path.of(System.getProperty("qorm.it.work"));
        var file = folder.resolve("settings.xml");
        var outer = Path.of(System.getProperty("qorm.it.outerRepository")).toUri();
        var text = """
                <settings>
                  <localRepository>%s</localRepository>
                  <profiles>
                    <profile>
                      <id>outer</id>
                      <repositories>%s</repositories>
                      <pluginRepositories>%s</pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles>
                    <activeProfile>outer</activeProfile>
                  </activeProfiles>
                </settings>
                """.formatted(
                        System.getProperty("qorm.it.repository"),
                        repository("repository", outer.toString()),
                        repository("pluginRepository", outer.toString()));
        try {
            Files.createDirectories(folder);
            Files.writeString(file, text);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String repository(String element, String url) {
        return """
                <%s>
                  <id>outer</id>
                  <url>%s</url>
                  <releases><checksumPolicy>ignore</checksumPolicy></releases>
                  <snapshots><enabled>false</enabled></snapshots>
                </%s>
                """.formatted(element, url, element);
    }
}
