package dev.qorm.dialect;

import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderKeywordCase;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;

/** How qorm uses jOOQ: to render text that contains all values, without any messages of jOOQ in the log. */
final class JooqSettings {
    private JooqSettings() {}

    /** Turns off jOOQ's logo and tips; this works only before its first class is loaded. */
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
                        // In Turkish, "primary" would not be a keyword, because its capital is another letter.
                        .withRenderLocale(Locale.ROOT));
    }
}
