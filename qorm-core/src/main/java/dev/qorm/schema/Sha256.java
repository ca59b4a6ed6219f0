package dev.qorm.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 hash of a text, the same on every machine. It can be shortened to its first bytes. */
public final class Sha256 {
    private Sha256() {}

    /**
     * Returns the first bytes of the hash of {@code text} in UTF-8.
     *
     * @param bytes how many of the 32 bytes to return, as two lower-case hexadecimal digits each
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
