package dev.qorm.schema;

import dev.qorm.schema.SqlToken.Kind;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the texts with which an expression compares a column for equality: {@code state = 'OPEN'}, {@code 'OPEN' <>
 * state}, {@code state not in ('OPEN', 'DONE')}.
 */
final class ComparedTexts {
    private static final Pattern EQUALITY = Pattern.compile("=|<>|!=");

    private final SqlWords words;
    private final String column;
    private final Set<String> texts = new LinkedHashSet<>();

    ComparedTexts(SqlWords words, String column) {
        this.words = words;
        this.column = column;
    }

    Set<String> find() {
        for (var i = 0; i < words.size(); i++) {
            if (words.isColumn(i, column) && words.isAlone(i) && !words.isInQuery(i)) {
                lookBehind(i);
                lookBefore(i);
            }
        }
        return texts;
    }

    private void lookBehind(int index) {
        var next = words.after(index);
        var last = words.at(next + 1).equals("=") || words.at(next + 1).equals(">") ? next + 1 : next;
        if (isEquality(next, last)) {
            add(words.after(last));
            return;
        }
        var in = words.isWord(next, "not") ? words.after(next) : next;
        if (words.isWord(in, "in") && words.at(words.after(in)).equals("(")) {
            var place = words.after(in);
            do {
                place = words.after(place);
                add(place);
                place = words.after(place);
            } while (words.at(place).equals(","));
        }
    }

    private void lookBefore(int index) {
        var last = words.before(index);
        var first = "<!".contains(words.at(last - 1)) && last > 0 ? last - 1 : last;
        if (isEquality(first, last)) {
            add(words.before(first));
        }
    }

    private boolean isEquality(int first, int last) {
        var sign = first == last ? words.at(first) : words.at(first) + words.at(last);
        return EQUALITY.matcher(sign).matches();
    }

    /** Adds the text at the place, unless it is only a part of what is compared, as in {@code 'OP' || 'EN'}. */
    private void add(int index) {
        var text = words.at(index);
        var isWhole = words.is(Kind.TEXT, index)
                && text.length() > 1
                && text.startsWith("'")
                && isEnd(words.before(index))
                && isEnd(words.after(index));
        if (isWhole) {
            texts.add(text.substring(1, text.length() - 1).replace("''", "'"));
        }
    }

    private boolean isEnd(int index) {
        return words.at(index).isEmpty() || words.is(Kind.WORD, index) || "(),=<>".contains(words.at(index));
    }
}
