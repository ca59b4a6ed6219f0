package dev.qorm.migration;

import dev.qorm.operation.Operation;
import dev.qorm.schema.Sha256;
import dev.qorm.schema.ShortestDecimal;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprint of a list of operations: of what they do, and not of the bytes of a source or class file, so that
 * reformatting a migration or another line end changes nothing.
 *
 * <p>How an operation is taken back, its components {@code reverse…}, is no part of it: that can be mended when a rollback needs
 * it. Nor is whether a squash leaves it out, {@code isElidable}, which nobody knows before.
 *
 * <p>The operations are written as {@code Name{component=value,…}} with every absent component (null, false, empty) left
 * out, so that a component that a later version adds does not change the fingerprints that databases hold. The names of
 * records and components are part of the format: renaming one needs a new {@link #FORMAT}.
 */
final class Checksum {
    /** Stands before each fingerprint, so that a later format can tell old ones. */
    static final String FORMAT = "1:";

    private static final int HASH_BYTES = 16;

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private final StringBuilder text = new StringBuilder();

    /** What is yet to be written, the next at the head: values, and the text between them. */
    private final Deque<Object> open = new ArrayDeque<>();

    private Checksum() {}

    static String of(List<Operation> operations) {
        return of(canonical(operations));
    }

    /** Of a text, in the same form. */
    static String of(String text) {
        return FORMAT + Sha256.hex(text, HASH_BYTES);
    }

    /** The text whose hash is the fingerprint. */
    static String canonical(List<Operation> operations) {
        var checksum = new Checksum();
        checksum.write(operations);
        return checksum.text.toString();
    }

    /**
     * In a loop, and not by recursion: of that, the JVM makes machine code with many levels inlined into each other, which
     * takes it longer than all else that is done with a thousand migrations.
     */
    private void write(Object root) {
        open.push(root);
        while (!open.isEmpty()) {
            writeNext(open.pop());
        }
    }

    private void writeNext(Object next) {
        if (next instanceof Between between) {
            text.append(between.text());
        } else if (next instanceof Record record) {
            open(record);
        } else if (next instanceof List<?> list) {
            open(list);
        } else if (next instanceof Map<?, ?> map) {
            // The values carry their names; the order is the map's own: columns as declared, all others sorted.
            open(new ArrayList<>(map.values()));
        } else {
            writeScalar(next);
        }
    }

    private void open(Record record) {
        var shape = SHAPES.get(record.getClass());
        text.append(shape.start);
        open.push(Between.END_OF_RECORD);
        for (var i = shape.components.length - 1; i >= 0; i--) {
            var value = value(record, shape.accessors[i]);
            if (value != null && !isAbsent(value)) {
                open.push(Between.COMMA);
                open.push(value);
                open.push(shape.components[i]);
            }
        }
    }

    private void open(List<?> list) {
        text.append('[');
        open.push(Between.END_OF_LIST);
        for (var i = list.size() - 1; i >= 0; i--) {
            var item = list.get(i);
            open.push(Between.COMMA);
            if (item != null) {
                open.push(item);
            }
        }
    }

    private void writeScalar(Object value) {
        var string = text(value);
        text.append(value.getClass().isEnum() ? "" : value.getClass().getSimpleName())
                .append(string.length())
                .append(':')
                .append(string);
    }

    private static String text(Object value) {
        if (value instanceof Double number) {
            return ShortestDecimal.of(number);
        }
        if (value instanceof Class<?> type) {
            return type.getSimpleName(); // which it keeps in another package or file
        }
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }

    private static boolean isAbsent(Object value) {
        return Boolean.FALSE.equals(value)
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static @Nullable Object value(Record record, Method accessor) {
        try {
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + accessor, e);
        }
    }

    /** A text between the values. */
    private record Between(String text) {
        static final Between COMMA = new Between(",");
        static final Between END_OF_RECORD = new Between("}");
        static final Between END_OF_LIST = new Between("]");
    }

    /** What is the same for all records of a class: its text before the first component, and before each, and how to ask. */
    private static final class Shape {
        final String start;
        final Between[] components;
        final Method[] accessors;

        private Shape(String start, Between[] components, Method[] accessors) {
            this.start = start;
            this.components = components;
            this.accessors = accessors;
        }

        static Shape of(Class<?> type) {
            var components = Stream.of(type.getRecordComponents())
                    .filter(component -> !component.getName().startsWith("reverse")
                            && !component.getName().equals("isElidable"))
                    .toArray(RecordComponent[]::new);
            return new Shape(
                    type.getSimpleName() + '{',
                    Stream.of(components)
                            .map(component -> new Between(component.getName() + '='))
                            .toArray(Between[]::new),
                    Stream.of(components).map(RecordComponent::getAccessor).toArray(Method[]::new));
        }
    }
}
