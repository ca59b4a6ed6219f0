package dev.qorm.testing;

import dev.qorm.dialect.Dialect;
import java.util.ArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Some of the databases of {@link TestDatabase}. */
public final class RandomDialects {
    private static final int EMBEDDED = 5;

    private RandomDialects() {}

    /** Those of servers, which take longer, less often. */
    public static Arbitrary<Dialect> mostlyEmbedded() {
        var weighted = new ArrayList<Dialect>();
        TestDatabase.dialects().forEach(dialect -> {
            var isEmbedded = dialect == Dialect.H2 || dialect == Dialect.SQLITE;
            for (var i = 0; i < (isEmbedded ? EMBEDDED : 1); i++) {
                weighted.add(dialect);
            }
        });
        return Arbitraries.of(weighted);
    }
}
