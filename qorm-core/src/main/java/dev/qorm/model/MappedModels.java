package dev.qorm.model;

import dev.qorm.schema.Schema;
import java.util.List;

/**
 * The result of mapping the models of a project.
 *
 * @param schema their tables
 * @param renames the renames that they declare, ordered by table and column
 * @param externals the names of the external tables, which the schema does not contain
 * @param joinTables which of the tables belong to a relation {@link ManyToMany}
 */
public record MappedModels(
        Schema schema, List<RenameHint> renames, List<String> externals, List<JoinTable> joinTables) {
    public MappedModels {
        renames = List.copyOf(renames);
        externals = List.copyOf(externals);
        joinTables = List.copyOf(joinTables);
    }

    /** Models without renames, external tables and join tables. */
    public MappedModels(Schema schema) {
        this(schema, List.of(), List.of(), List.of());
    }
}
