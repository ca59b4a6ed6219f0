package dev.qorm.dialect;

import java.util.Set;
import java.util.regex.Pattern;

/** Which names H2 takes without quotes. */
public final class H2Names {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /**
     * All words that H2's parser treats as keywords in one place or another, read from {@code
     * org.h2.util.ParserUtil.KEYWORDS}; the same in 2.2.224, 2.4.240 and 2.5.252. Some 380 other words of SQL were tried
     * as names of tables, columns, constraints and indexes there: {@code column} is refused ({@code add column column int}),
     * and no other.
     */
    private static final Set<String> RESERVED =
            Set.of(("all and any array as asymmetric authorization between both case cast check column constraint cross"
                            + " current_catalog current_date current_path current_role current_schema current_time"
                            + " current_timestamp current_user day default distinct else end except exists false"
                            + " fetch for foreign from full group groups having hour if ilike in inner intersect"
                            + " interval is join key leading left like limit localtime localtimestamp minus minute"
                            + " month natural not null offset on or order over partition primary qualify range"
                            + " regexp right row rownum rows second select session_user set some symmetric"
                            + " system_user table to top trailing true uescape union unique unknown user using"
                            + " value values when where window with year _rowid_")
                    .split(" "));

    private H2Names() {}

    /** Whether {@code name} is written without quotes, so that H2 folds it to the case that it stores names in. */
    public static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches() && !RESERVED.contains(name);
    }
}
