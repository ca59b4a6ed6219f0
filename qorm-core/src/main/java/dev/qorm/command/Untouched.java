package dev.qorm.command;

import dev.qorm.execute.DatabaseFile;
import dev.qorm.execute.JdbcUrl;
import dev.qorm.scan.Findings;
import org.jspecify.annotations.Nullable;

/**
 * An embedded database that had all migrations, and whose file has not changed since: it need not be opened to find
 * that out again.
 *
 * @param url its JDBC URL
 * @param user the user of the database, or null if the URL contains the user
 * @param historyTable the table of its history
 */
record Untouched(String url, @Nullable String user, String historyTable) {
    /** Whether it is known to have exactly the migrations of this fingerprint. */
    boolean isComplete(Findings findings, String fingerprint) {
        var answer = findings.answer(question());
        return answer != null && answer.equals(answer(fingerprint));
    }

    /** Stores, once the database is closed, that it has exactly the migrations of this fingerprint. */
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
