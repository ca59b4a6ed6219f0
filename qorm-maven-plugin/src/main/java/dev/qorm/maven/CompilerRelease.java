package dev.qorm.maven;

import org.apache.maven.plugin.MojoFailureException;

/** For which Java the Maven Compiler Plugin compiles a module. */
final class CompilerRelease {
    private static final String PROPERTY = "maven.compiler.release";
    private static final int LOWEST = 17;

    private CompilerRelease() {}

    /**
     * A model compiles with an older one. A migration does not, and of all that the compiler says of it nothing names the
     * reason.
     *
     * @throws MojoFailureException when the classes of qorm-core are of a later Java
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
