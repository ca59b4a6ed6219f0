package dev.qorm.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a text: the same on each machine, and short where a few of its bytes are enough. */
public final class Sha256 {
    private Sha256() {}

    /**
     * The beginning of the hash of {@code text} in UTF-8.
     *
     * @param bytes how many of its 32 bytes; each is two lower-case hexadecimal digits
     */
    public static String hex(String text, int bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
