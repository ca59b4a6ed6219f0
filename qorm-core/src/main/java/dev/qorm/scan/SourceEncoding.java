package dev.qorm.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The encoding that a project's Java sources are compiled in. A source that is written in another one compiles, with other
 * texts in it than it was written with.
 *
 * @param charset what the compiler reads the sources in
 * @param isEverywhere whether it is the same on each machine, and not only this one's
 */
public record SourceEncoding(Charset charset, boolean isEverywhere) {
    public static final SourceEncoding UTF_8 = new SourceEncoding(StandardCharsets.UTF_8, true);

    /** Of a project that says nothing: each machine's own. */
    public static SourceEncoding undeclared() {
        return new SourceEncoding(Charset.defaultCharset(), false);
    }

    /**
     * The text of a source.
     *
     * @throws java.nio.charset.CharacterCodingException when it is in another encoding
     * @throws IOException when it cannot be read
     */
    public String read(Path file) throws IOException {
        return charset.newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                .toString();
    }

    /** A Java source, with a Unicode escape for each character that not all who compile it would read. */
    public byte[] encode(String source) {
        return escaped(source).getBytes(charset);
    }

    /** The text that {@link #read} gives of what {@link #encode} makes of {@code source}. */
    public String escaped(String source) {
        // An encoder of its own: it has a state.
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
