package dev.qorm.model;

import dev.qorm.schema.Schema;
import java.util.List;

/**
 * What the models of a project amount to.
 *
 * @param schema their tables
 * @param renames what they say about renames, in the order of tables and columns
 */
public record MappedModels(Schema schema, List<RenameHint> renames) {
    public MappedModels {
        renames = List.copyOf(renames);
    }
}
