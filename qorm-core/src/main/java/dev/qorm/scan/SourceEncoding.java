package dev.qorm.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The encoding with which a project's Java sources are compiled. A source in another encoding compiles too, but
 * contains other texts than were written.
 *
 * @param charset the charset with which the compiler reads the sources
 * @param isEverywhere whether it is the same on every machine, rather than the default of this machine
 */
public record SourceEncoding(Charset charset, boolean isEverywhere) {
    public static final SourceEncoding UTF_8 = new SourceEncoding(StandardCharsets.UTF_8, true);

    /** Returns the encoding for a project that declares none: the default of each machine. */
    public static SourceEncoding undeclared() {
        return new SourceEncoding(Charset.defaultCharset(), false);
    }

    /**
     * Returns the text of a source.
     *
     * @throws java.nio.charset.CharacterCodingException if it is in another encoding
     * @throws IOException if it cannot be read
     */
    public String read(Path file) throws IOException {
        return charset.newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                .toString();
    }

    /**
     * Encodes a Java source, with a Unicode escape for each character that might not be read correctly on every
     * machine.
     */
    public byte[] encode(String source) {
        return escaped(source).getBytes(charset);
    }

    /** Returns the text that {@link #read} returns for the result of {@link #encode}. */
    public String escaped(String source) {
        // A new encoder, since encoders have a state.
        var encoder = (isEverywhere ? charset : StandardCharsets.US_ASCII).newEncoder();
        if (encoder.canEncode(source)) {
            return source;
        }
        var text = new StringBuilder();
        source.codePoints().forEach(point -> {
            var character = Character.toString(point);
            if (encoder.canEncode(character)) {
                text.append(character);
            } else {
                character
                        .chars()
                        .forEach(
                                unit -> text.append("\\u").append(HexFormat.of().toHexDigits((char) unit)));
            }
        });
        return text.toString();
    }
}
