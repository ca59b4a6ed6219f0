package dev.qorm.maven;

import dev.qorm.execute.JdbcUrl;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The drivers of the databases that qorm supports, for users who have to add one. */
enum DriverArtifact {
    POSTGRESQL("jdbc:postgresql:", "org.postgresql", "postgresql", "42.7.14"),
    MARIADB("jdbc:mariadb:", "org.mariadb.jdbc", "mariadb-java-client", "3.5.11"),
    MYSQL("jdbc:mysql:", "com.mysql", "mysql-connector-j", "9.7.0"),
    SQLITE("jdbc:sqlite:", "org.xerial", "sqlite-jdbc", "3.54.1.0"),
    H2("jdbc:h2:", "com.h2database", "h2", "2.5.252");

    private final String urlPrefix;
    private final String groupId;
    private final String artifactId;
    private final String version;

    DriverArtifact(String urlPrefix, String groupId, String artifactId, String version) {
        this.urlPrefix = urlPrefix;
        this.groupId = groupId;
        this.artifactId = artifactId;
        this.version = version;
    }

    /** Returns the message for a {@code url} that no driver accepts. */
    static String missing(String url) {
        var problem = "No JDBC driver of the project takes " + JdbcUrl.redact(url) + ". ";
        return Stream.of(values())
                .filter(each -> url.startsWith(each.urlPrefix))
                .findFirst()
                .map(each -> problem + "Add to the dependencies of the project:\n\n" + each.dependency())
                .orElseGet(() -> problem + "qorm knows URLs that begin with "
                        + Stream.of(values()).map(each -> each.urlPrefix).collect(Collectors.joining(", ")) + ".");
    }

    private String dependency() {
        return PomSnippet.dependency(groupId, artifactId, version, "runtime");
    }
}
