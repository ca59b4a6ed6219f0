package dev.qorm.migration;

import dev.qorm.operation.Operation;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprint of a list of operations: of what they do, and not of the bytes of a source or class file, so that
 * reformatting a migration or another line end changes nothing.
 *
 * <p>The operations are written as {@code Name{component=value,…}} with every absent component (null, false, empty) left
 * out, so that a component that a later version adds does not change the fingerprints that databases hold. The names of
 * records and components are part of the format: renaming one needs a new {@link #FORMAT}.
 */
final class Checksum {
    /** Stands before each fingerprint, so that a later format can tell old ones. */
    static final String FORMAT = "1:";

    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private final StringBuilder text = new StringBuilder();

    private Checksum() {}

    static String of(List<Operation> operations) {
        var checksum = new Checksum();
        checksum.write(operations);
        return of(checksum.text.toString());
    }

    /** Of a text, in the same form. */
    static String of(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return FORMAT + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The text whose hash is the fingerprint. */
    static String canonical(List<Operation> operations) {
        var checksum = new Checksum();
        checksum.write(operations);
        return checksum.text.toString();
    }

    private void write(Object value) {
        if (value instanceof Record record) {
            write(record);
        } else if (value instanceof List<?> list) {
            text.append('[');
            list.forEach(this::writeItem);
            text.append(']');
        } else if (value instanceof Map<?, ?> map) {
            // The values carry their names; the order is the map's own: columns as declared, all others sorted.
            text.append('[');
            map.values().forEach(this::writeItem);
            text.append(']');
        } else {
            writeScalar(value);
        }
    }

    private void writeItem(@Nullable Object item) {
        if (item != null) {
            write(item);
        }
        text.append(',');
    }

    private void writeScalar(Object value) {
        var string = value instanceof Enum<?> constant ? constant.name() : value.toString();
        text.append(value.getClass().isEnum() ? "" : value.getClass().getSimpleName())
                .append(string.length())
                .append(':')
                .append(string);
    }

    private void write(Record record) {
        text.append(record.getClass().getSimpleName()).append('{');
        for (var component : COMPONENTS.get(record.getClass())) {
            var value = value(record, component);
            if (value != null && !isAbsent(value)) {
                text.append(component.getName()).append('=');
                write(value);
                text.append(',');
            }
        }
        text.append('}');
    }

    private static boolean isAbsent(Object value) {
        return Boolean.FALSE.equals(value)
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + record.getClass() + "." + component.getName(), e);
        }
    }
}
