package dev.qorm.schema;

import dev.qorm.schema.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** What two expressions have in common that differ in how they are written only. */
final class SqlMeaning {
    private SqlMeaning() {}

    /**
     * What is left without blanks, the case of words, quotes that fold nothing, the two signs for what is not equal, and
     * parentheses around all of it.
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
        // With and without quotes, one of the two finds the column, and which one is a matter of the database.
        var inner = words.folded(index);
        return SqlWords.VALUES.contains(inner) ? words.get(index) : inner;
    }

    /** Whether the parenthesis that opens at the beginning closes at the end: not so in {@code (a) or (b)}. */
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
