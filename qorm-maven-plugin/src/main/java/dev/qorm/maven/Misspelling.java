package dev.qorm.maven;

import java.util.Locale;

/** Recognizes a word with a typing error. */
final class Misspelling {
    private static final int SHORT = 4;

    private Misspelling() {}

    /**
     * Whether {@code word} may be {@code known} with up to two errors. In a short word, only one is allowed: {@code
     * home} is not {@code name}.
     */
    static boolean isLikely(String word, String known) {
        return distance(word, known) <= (known.length() <= SHORT ? 1 : 2);
    }

    /**
     * Returns the number of letters that are wrong, missing, superfluous or swapped with their neighbour, ignoring
     * case.
     */
    static int distance(String word, String other) {
        var a = word.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var distances = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : least(distances, a, i, b, j);
            }
        }
        return distances[a.length()][b.length()];
    }

    private static int least(int[][] distances, String a, int i, String b, int j) {
        var replaced = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        var oneMore = Math.min(distances[i - 1][j], distances[i][j - 1]) + 1;
        var least = Math.min(replaced, oneMore);
        var isSwapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return isSwapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
    }
}
