package dev.qorm.schema;

import dev.qorm.schema.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Normalizes expressions, so that two that differ only in how they are written are equal. */
final class SqlMeaning {
    private SqlMeaning() {}

    /**
     * Returns the tokens without blanks, case of words, quotes that do not affect case folding, the choice between the
     * two signs for "not equal", and parentheses around the whole expression.
     */
    static List<String> of(SqlWords words) {
        var meaning = new ArrayList<String>();
        for (var i = 0; i < words.size(); i++) {
            if (words.get(i).equals("!") && words.at(i + 1).equals("=")) {
                meaning.addAll(List.of("<", ">"));
                i++;
            } else if (!words.get(i).isBlank()) {
                meaning.add(of(words, i));
            }
        }
        while (isInParentheses(meaning)) {
            meaning.remove(meaning.size() - 1);
            meaning.remove(0);
        }
        return meaning;
    }

    private static String of(SqlWords words, int index) {
        if (words.is(Kind.WORD, index)) {
            return words.lower(index);
        }
        // Only one of the two, with or without quotes, finds the column; which one depends on the database.
        var inner = words.folded(index);
        return SqlWords.VALUES.contains(inner) ? words.get(index) : inner;
    }

    /** Whether the parenthesis that opens at the start closes at the end, which it does not in {@code (a) or (b)}. */
    private static boolean isInParentheses(List<String> meaning) {
        var depth = 0;
        for (var i = 0; i < meaning.size(); i++) {
            depth += meaning.get(i).equals("(") ? 1 : 0;
            depth -= meaning.get(i).equals(")") ? 1 : 0;
            if (depth == 0) {
                return i > 1 && i == meaning.size() - 1;
            }
        }
        return false;
    }
}
