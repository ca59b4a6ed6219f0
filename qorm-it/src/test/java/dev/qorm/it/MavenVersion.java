package dev.qorm.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** A Maven to build with. */
enum MavenVersion {
    /** The one that runs this build. */
    OUTER(null),
    MAVEN_3_9("3.9.16"),
    MAVEN_4("4.0.0-rc-6");

    private final String version;

    MavenVersion(String version) {
        this.version = version;
    }

    Path executable() {
        var home = version == null
                ? Path.of(System.getProperty("qorm.it.mavenHome"))
                : Path.of(System.getProperty("qorm.it.mavens"), "apache-maven-" + version);
        var windows = System.getProperty("os.name").startsWith("Windows");
        var executable = home.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn");
        if (!Files.isRegularFile(executable)) {
            throw new IllegalStateException("there is no Maven at " + executable);
        }
        if (!windows && !Files.isExecutable(executable) && !executable.toFile().setExecutable(true)) {
            throw new IllegalStateException(executable + " cannot be made executable");
        }
        return executable;
    }
}
