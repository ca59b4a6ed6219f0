package dev.qorm.dialect;

import dev.qorm.schema.SqlText;

/**
 * An UPDATE of many rows in portions, each of which is committed by itself, so that whoever changes one of the rows meanwhile waits
 * for no more than a portion ("Transaction Management" of PL/pgSQL in the manual of PostgreSQL). A portion is a part of the
 * table's file: the server finds that without a look at the rest from version 14 on ("TID Range Scan" in its release notes).
 * Before, all is one portion.
 */
final class PostgresPortions {
    /** Of 8 kB each, unless the server was built otherwise. */
    private static final int PAGES = 1000;

    /** What no table has, and an {@code int} with {@link #PAGES} more. */
    private static final int ALL_PAGES = 2_147_000_000;

    private PostgresPortions() {}

    /**
     * It has to stand in no transaction. Rows that come behind the pages of the beginning are left out.
     *
     * @param table in the quotes that it needs; with the partitions that it may have
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

    /** In dollars that do not end within. */
    private static String quoted(String block) {
        var tag = "$qorm$";
        for (var number = 1; block.contains(tag); number++) {
            tag = "$qorm_" + number + "$";
        }
        return tag + " " + block + " " + tag;
    }
}
