package dev.qorm.maven;

import org.apache.maven.plugin.MojoFailureException;

/** The Java release for which the Maven Compiler Plugin compiles a module. */
final class CompilerRelease {
    private static final String PROPERTY = "maven.compiler.release";
    private static final int LOWEST = 17;

    private CompilerRelease() {}

    /**
     * Checks the release. A model compiles for an older one. A migration does not, and none of the compiler's errors
     * names the reason.
     *
     * @throws MojoFailureException if the classes of qorm-core are of a later Java release
     */
    static void require(Invocation invocation) throws MojoFailureException {
        var project = invocation.project();
        var release = CompilerSetting.of(invocation.session(), project, "release", PROPERTY);
        if (release != null
                && !CompilerSetting.isOfExecution(project, "release")
                && release.matches("[0-9]{1,3}")
                && Integer.parseInt(release) < LOWEST) {
            throw new MojoFailureException(project.getArtifactId() + " is compiled for Java " + release
                    + ", and migrations need " + LOWEST + " or later; set the property " + PROPERTY
                    + ", or <release> of the maven-compiler-plugin, to " + LOWEST);
        }
    }
}
