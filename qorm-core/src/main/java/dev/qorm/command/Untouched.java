package dev.qorm.command;

import dev.qorm.execute.DatabaseFile;
import dev.qorm.execute.JdbcUrl;
import dev.qorm.scan.Findings;
import org.jspecify.annotations.Nullable;

/**
 * An embedded database that had all migrations, and whose file is the same since: it need not be opened to say so again.
 *
 * @param url its JDBC URL
 * @param user who asks, or null when the URL says who
 * @param historyTable the table in which it remembers the migrations
 */
record Untouched(String url, @Nullable String user, String historyTable) {
    /** Whether it is known to have the migrations of this fingerprint, and no others. */
    boolean isComplete(Findings findings, String fingerprint) {
        var answer = findings.answer(question());
        return answer != null && answer.equals(answer(fingerprint));
    }

    /** Remembers, once it is closed, that it has the migrations of this fingerprint, and no others. */
    void keep(Findings findings, String fingerprint) {
        var answer = answer(fingerprint);
        if (answer != null) {
            findings.keep(question(), answer);
        }
    }

    private String question() {
        return "all in " + JdbcUrl.redact(url).replaceAll("\\s", " ") + " for " + user + " by " + historyTable;
    }

    private @Nullable String answer(String fingerprint) {
        var state = DatabaseFile.of(url).map(DatabaseFile::state).orElse(null);
        return state == null ? null : fingerprint + " " + state;
    }
}
