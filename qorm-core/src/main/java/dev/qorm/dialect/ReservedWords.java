package dev.qorm.dialect;

import java.util.Set;

/**
 * Words that can be used as the name of a column without quotes in H2, but not in at least one of the other databases.
 * There, they are quoted in expressions, so that an expression that was written for H2 means the same, and one whose
 * column is renamed to such a word still works.
 */
final class ReservedWords {
    /**
     * Found by trying: of the 1,037 words that servers and drivers list as keywords, those that PostgreSQL 17.11,
     * MariaDB 11.4.5, MySQL 8.0.33 or SQLite 3.54 refuses in {@code check (word > 0)}, and H2 2.5.252 does not. {@code
     * manual} and {@code parallel} are from MySQL 8.4 ("Keywords and Reserved Words" in its manual). Operators, which
     * may stand between two columns, and words with a value of their own, such as {@code current_user}, are left out.
     */
    static final Set<String> ALL = Set.of("""
            accessible add alter analyse analyze asc asensitive autoincrement before bigint binary blob by call
            cascade change char character collation commit concurrently condition continue convert create cube
            cume_dist cursor database databases day_hour day_microsecond day_minute day_second dec decimal
            declare deferrable delayed delete delete_domain_id dense_rank desc describe deterministic
            distinctrow do do_domain_ids double drop dual each elseif empty enclosed escaped exit explain
            first_value float float4 float8 force freeze fulltext function generated get grant grouping
            high_priority hour_microsecond hour_minute hour_second ignore ignore_domain_ids index infile
            initially inout insensitive insert int int1 int2 int3 int4 int8 integer into io_after_gtids
            io_before_gtids iterate json_table keys kill lag last_value lateral lead leave linear lines load
            lock long longblob longtext loop low_priority manual master_bind master_demote_to_replica
            master_demote_to_slave master_ssl_verify_server_cert match maxvalue mediumblob mediumint mediumtext
            middleint minute_microsecond minute_second modifies no_write_to_binlog nothing nth_value ntile
            numeric of only optimize optimizer_costs option optionally out outer outfile page_checksum parallel
            parse_vcol_expr percent_rank portion precision procedure purge raise rank read read_write reads real
            recursive ref_system_id references release rename repeat replace require resignal restrict return
            returning revoke row_number schema schemas second_microsecond sensitive separator show signal
            smallint spatial specific sql sql_after_gtids sql_before_gtids sql_big_result sql_calc_found_rows
            sql_small_result sqlexception sqlstate sqlwarning ssl starting stats_auto_recalc stats_persistent
            stats_sample_pages stored straight_join system tablesample terminated then tinyblob tinyint tinytext
            transaction trigger undo unlock unsigned update usage use varbinary varchar varcharacter variadic
            varying verbose virtual while write year_month zerofill
            """.strip().split("\\s+"));

    private ReservedWords() {}
}
