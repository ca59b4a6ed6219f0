package dev.qorm.model;

import dev.qorm.schema.Schema;
import java.util.List;

/**
 * The result of mapping the models of a project.
 *
 * @param schema their tables
 * @param renames the renames that they declare, ordered by table and column
 */
public record MappedModels(Schema schema, List<RenameHint> renames) {
    public MappedModels {
        renames = List.copyOf(renames);
    }
}
