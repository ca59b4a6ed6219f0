package dev.qorm.maven;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;

/** The POMs of libraries as text. They are next to the jars in a local repository. Many have the same parent. */
final class InstalledPoms {
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern PARENT = Pattern.compile("<parent>(.*?)</parent>", Pattern.DOTALL);
    private static final int MAX_PARENTS = 20;

    private final Map<Path, String> texts = new HashMap<>();

    /** Returns the POMs of a library and its parents, as far as they are installed; empty if there is none. */
    String withParents(Artifact artifact) {
        var jar = artifact.getFile().toPath().toAbsolutePath();
        var own = Stream.of(artifact.getVersion(), artifact.getBaseVersion())
                .map(version -> jar.resolveSibling(artifact.getArtifactId() + "-" + version + ".pom"))
                .filter(Files::isRegularFile)
                .findFirst();
        var repository = repository(jar, artifact.getGroupId());
        var all = new StringBuilder();
        var pom = own;
        for (var i = 0; i < MAX_PARENTS && pom.isPresent(); i++) {
            var text = texts.computeIfAbsent(pom.get(), InstalledPoms::read);
            all.append(text);
            pom = repository.flatMap(folder -> parent(folder, text));
        }
        return all.toString();
    }

    /** Returns the folder above those of the group, the artifact and the version. */
    private static Optional<Path> repository(Path jar, String groupId) {
        Path folder = jar.getParent();
        for (var i = groupId.split("\\.", -1).length + 2; i > 0 && folder != null; i--) {
            folder = folder.getParent();
        }
        return Optional.ofNullable(folder);
    }

    private static Optional<Path> parent(Path repository, String pom) {
        var parent = PARENT.matcher(pom);
        if (!parent.find()) {
            return Optional.empty();
        }
        var artifactId = value(parent.group(1), "artifactId");
        var version = value(parent.group(1), "version");
        return Optional.of(repository
                        .resolve(value(parent.group(1), "groupId").replace('.', '/'))
                        .resolve(artifactId)
                        .resolve(version)
                        .resolve(artifactId + "-" + version + ".pom"))
                .filter(Files::isRegularFile);
    }

    private static String value(String xml, String tag) {
        var element =
                Pattern.compile("<" + tag + ">\\s*([^<\\s]*)\\s*</" + tag + ">").matcher(xml);
        return element.find() ? element.group(1) : "";
    }

    private static String read(Path pom) {
        try {
            // The text that is searched for is ASCII in any encoding.
            return COMMENT.matcher(Files.readString(pom, ISO_8859_1)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(pom + " cannot be read", e);
        }
    }
}
