package dev.qorm.dialect;

import dev.qorm.schema.SqlText;

/**
 * An UPDATE of many rows in portions, each of which is committed by itself, so that whoever changes one of the rows
 * meanwhile waits for a single portion at most ("Transaction Management" of PL/pgSQL in the manual of PostgreSQL). A
 * portion is a part of the table's file, which the server finds without reading the rest since version 14 ("TID Range
 * Scan" in its release notes). In earlier versions, there is a single portion.
 */
final class PostgresPortions {
    /** Pages of 8 kB each, unless the server was built differently. */
    private static final int PAGES = 1000;

    /** More than any table has; with {@link #PAGES} more, it is still an {@code int}. */
    private static final int ALL_PAGES = 2_147_000_000;

    private PostgresPortions() {}

    /**
     * Returns the statement, which must run outside a transaction. Rows that are added after the pages that exist at
     * the start are not updated.
     *
     * @param table quoted as necessary; including the partitions that it may have
     * @param update with a condition at its end, to which another one can be added
     */
    static String of(String table, String update) {
        var literal = SqlText.constant(table);
        return "do "
                + quoted("declare qorm$step int := case when current_setting('server_version_num')::int < 140000 then "
                        + ALL_PAGES + " else " + PAGES + " end; qorm$last int; begin"
                        + " select least(max(pg_relation_size(relid)) / current_setting('block_size')::int, "
                        + ALL_PAGES
                        + ") into qorm$last from (select " + literal
                        + "::regclass as relid union select relid from pg_partition_tree("
                        + literal + ")) as qorm$parts;"
                        + " for qorm$page in 0 .. qorm$last by qorm$step loop " + update
                        + " and ctid >= format('(%s,0)', qorm$page)::tid and ctid < format('(%s,0)', qorm$page + qorm$step)::tid;"
                        + " commit; end loop; end");
    }

    /** Encloses the block in dollar quotes that do not occur in it. */
    private static String quoted(String block) {
        var tag = "$qorm$";
        for (var number = 1; block.contains(tag); number++) {
            tag = "$qorm_" + number + "$";
        }
        return tag + " " + block + " " + tag;
    }
}
