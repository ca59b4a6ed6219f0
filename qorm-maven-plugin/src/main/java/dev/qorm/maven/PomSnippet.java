package dev.qorm.maven;

import org.jspecify.annotations.Nullable;

/** XML for error messages, to be pasted into a POM. */
final class PomSnippet {
    private PomSnippet() {}

    static String dependency(String groupId, String artifactId, String version) {
        return dependency(groupId, artifactId, version, null);
    }

    static String dependency(String groupId, String artifactId, String version, @Nullable String scope) {
        return "    <dependency>\n"
                + "      <groupId>" + groupId + "</groupId>\n"
                + "      <artifactId>" + artifactId + "</artifactId>\n"
                + "      <version>" + version + "</version>\n"
                + (scope == null ? "" : "      <scope>" + scope + "</scope>\n")
                + "    </dependency>";
    }
}
