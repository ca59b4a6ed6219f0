package dev.qorm.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * A SHA-256 hash of files: of the names and contents of the files in folders, and of the names, sizes and times of
 * jars. A jar that is rebuilt has another time; reading all jars of an application would take longer than the
 * fingerprint saves.
 */
final class FileFingerprint {
    /** A larger file is neither a class nor a source; for it, size and time are used instead of the content. */
    private static final long MAX_READ = 1 << 20;

    private final MessageDigest digest;

    private FileFingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Returns the fingerprint of these paths, in their order.
     *
     * @param paths folders and files; a path that does not exist differs from an empty one
     * @throws UncheckedIOException if one cannot be read
     */
    static String of(Collection<Path> paths) {
        var fingerprint = new FileFingerprint();
        try {
            for (var path : paths) {
                fingerprint.add(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the classes and sources", e);
        }
        return HexFormat.of().formatHex(fingerprint.digest.digest());
    }

    private void add(Path path) throws IOException {
        add(path.toString());
        if (Files.isDirectory(path)) {
            var start = path.toString().length();
            var files = new ArrayList<FoundFile>();
            FileTree.walk(
                    path,
                    (file, attributes) ->
                            files.add(new FoundFile(file.toString().substring(start), file, attributes)));
            files.sort(Comparator.comparing(FoundFile::name));
            for (var file : files) {
                addContent(file);
            }
            add("end of " + files.size());
        } else if (Files.exists(path)) {
            addAttributes(Files.readAttributes(path, BasicFileAttributes.class));
        }
    }

    /** @param name the path relative to the folder that is searched */
    private record FoundFile(String name, Path path, BasicFileAttributes attributes) {}

    private void addContent(FoundFile file) throws IOException {
        add(file.name);
        if (file.attributes.size() > MAX_READ || !file.attributes.isRegularFile()) {
            addAttributes(file.attributes);
        } else {
            try {
                add(Files.readAllBytes(file.path));
            } catch (NoSuchFileException e) {
                add("gone"); // such as a temporary file of an editor
            }
        }
    }

    private void addAttributes(BasicFileAttributes attributes) {
        add(attributes.size() + " bytes of " + attributes.lastModifiedTime());
    }

    private void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The length precedes the content, so that items cannot run into each other. */
    private void add(byte[] bytes) {
        for (var shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            digest.update((byte) (bytes.length >>> shift));
        }
        digest.update(bytes);
    }
}
