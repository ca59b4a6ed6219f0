package dev.qorm.diff;

/** The order of operations within one migration; see {@link SchemaDiffer} for why. */
enum Phase {
    DROP_FOREIGN_KEYS,
    DROP_CHECKS,
    DROP_INDEXES,
    DROP_UNIQUES,
    DROP_PRIMARY_KEYS,
    DROP_TABLES_IN_THE_WAY,
    RENAME_KEYS,
    CREATE_TABLES,
    ADD_COLUMNS_THAT_STAY,
    DROP_GENERATED_COLUMNS,
    DROP_COLUMNS,
    ADD_COLUMNS,
    ALTER_COLUMNS,
    ADD_GENERATED_COLUMNS,
    COMMENT_TABLES,
    ADD_PRIMARY_KEYS,
    ADD_UNIQUES,
    CREATE_INDEXES,
    ADD_CHECKS,
    ADD_FOREIGN_KEYS,
    DROP_TABLES
}
