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
 * The checksum of a list of operations. It covers what they do rather than the bytes of a source or class file, so that
 * reformatting a migration or changing its line ends has no effect.
 *
 * <p>How an operation is rolled back, in its components {@code reverse…}, is not covered: that can be corrected when a
 * rollback needs it. Neither is {@code isElidable}, whether a squash leaves the operation out, because nobody knows
 * that in advance.
 *
 * <p>The operations are written as {@code Name{component=value,…}}. Every absent component (null, false, empty) is left
 * out, so that a component added in a later version does not change the checksums that databases store. The names of
 * records and components are part of the format: renaming one needs a new {@link #FORMAT}.
 */
final class Checksum {
    /** Precedes each checksum, so that a later format can recognize old ones. */
    static final String FORMAT = "1:";

    private static final int HASH_BYTES = 16;

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private final StringBuilder text = new StringBuilder();

    /** The values and separators that are still to be written, the next one first. */
    private final Deque<Object> open = new ArrayDeque<>();

    private Checksum() {}

    static String of(List<Operation> operations) {
        return of(canonical(operations));
    }

    /** Returns the checksum of a text, in the same form. */
    static String of(String text) {
        return FORMAT + Sha256.hex(text, HASH_BYTES);
    }

    /** Returns the text from which the checksum is computed. */
    static String canonical(List<Operation> operations) {
        var checksum = new Checksum();
        checksum.write(operations);
        return checksum.text.toString();
    }

    /**
     * Iterates instead of recursing: the JIT compiler would inline many levels of the recursion into each other, which
     * takes longer than everything else that is done with a thousand migrations.
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
            // The values contain their names. The order is that of the map: columns as declared, all others sorted.
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
            return type.getSimpleName(); // the same in another package or file
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

    /** A separator between values. */
    private record Between(String text) {
        static final Between COMMA = new Between(",");
        static final Between END_OF_RECORD = new Between("}");
        static final Between END_OF_LIST = new Between("]");
    }

    /**
     * What all records of a class share: the text before the first component and before each component, and their
     * accessors.
     */
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
