package dev.qorm.maven;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.JdbcUrl;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/** Determines the dialect in which SQL is requested, without opening a database. */
final class DialectChoice {
    private final DatabaseSettingsReader settings;

    @Inject
    DialectChoice(DatabaseSettingsReader settings) {
        this.settings = settings;
    }

    /**
     * Returns the dialect of this name; without a name, that of the URL of the database; without a URL, H2.
     *
     * @param name the parameter {@code qorm.dialect}
     * @throws MojoFailureException if qorm does not know the name or the URL
     */
    Dialect of(Invocation invocation, @Nullable String name, @Nullable String url) throws MojoFailureException {
        if (name != null) {
            return Dialect.ofName(name)
                    .orElseThrow(
                            () -> new MojoFailureException("qorm.dialect is '" + name + "'; it can be " + names()));
        }
        var found = settings.url(invocation, url);
        if (found == null) {
            return Dialect.H2;
        }
        return Dialect.ofUrl(found)
                .orElseThrow(() -> new MojoFailureException("qorm has no dialect for " + JdbcUrl.redact(found)
                        + "; say which SQL you want with -Dqorm.dialect=…, one of " + names()));
    }

    private static String names() {
        return Arrays.stream(Dialect.values()).map(Dialect::urlName).collect(Collectors.joining(", "));
    }
}
