package dev.qorm.model;

import dev.qorm.schema.Schema;
import java.util.List;

/**
 * The result of mapping the models of a project.
 *
 * @param schema their tables
 * @param renames the renames that they declare, ordered by table and column
 * @param externals the names of the external tables, which the schema does not contain
 */
public record MappedModels(Schema schema, List<RenameHint> renames, List<String> externals) {
    public MappedModels {
        renames = List.copyOf(renames);
        externals = List.copyOf(externals);
    }

    /** Models without renames and external tables. */
    public MappedModels(Schema schema) {
        this(schema, List.of(), List.of());
    }
}
