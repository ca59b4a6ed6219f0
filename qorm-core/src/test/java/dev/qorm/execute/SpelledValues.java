package dev.qorm.execute;

import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.varchar;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.TypeNames;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What becomes of texts in a column.
 *
 * @param from the type before
 * @param to the type after
 * @param taken a text and what it becomes, by turns
 * @param refused texts that become nothing
 */
record SpelledValues(ColumnType from, ColumnType to, List<String> taken, List<String> refused) {
    static SpelledValues to(ColumnType type, List<String> taken, String... refused) {
        return new SpelledValues(varchar(80), type, taken, List.of(refused));
    }

    List<String> takenTexts() {
        return IntStream.range(0, taken.size() / 2)
                .mapToObj(i -> taken.get(2 * i))
                .toList();
    }

    List<String> values() {
        return IntStream.range(0, taken.size() / 2)
                .mapToObj(i -> taken.get(2 * i + 1))
                .toList();
    }

    /** The blanks that fill a {@code char} are no part of its value. */
    SpelledValues in(ColumnType type) {
        return new SpelledValues(
                type,
                to,
                taken,
                refused.stream()
                        .filter(text -> !(type instanceof ColumnType.Char) || text.equals(text.stripTrailing()))
                        .toList());
    }

    @Override
    public String toString() {
        return TypeNames.of(from) + " -> " + TypeNames.of(to);
    }
}
