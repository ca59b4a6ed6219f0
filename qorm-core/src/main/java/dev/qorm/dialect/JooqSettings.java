package dev.qorm.dialect;

import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderKeywordCase;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;

/** How qorm uses jOOQ: to render text, with every value in it, and without a word of its own in anybody's log. */
final class JooqSettings {
    private JooqSettings() {}

    /** Silences jOOQ's logo and tips; only works before its first class is loaded. */
    static void quiet() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    static DSLContext context(SQLDialect dialect) {
        return DSL.using(
                dialect,
                new Settings()
                        .withStatementType(StatementType.STATIC_STATEMENT)
                        .withRenderKeywordCase(RenderKeywordCase.LOWER)
                        .withRenderFormatted(false)
                        // In Turkish, "primary" would be no keyword: its capital is another letter.
                        .withRenderLocale(Locale.ROOT));
    }
}
