package dev.qorm.scan;

import dev.qorm.model.Model;
import java.util.List;

/**
 * The models of a project.
 *
 * @param models their classes, sorted by name, including abstract ones
 * @param warnings the classes that were skipped, and why
 */
public record ScannedModels(List<Class<? extends Model>> models, List<String> warnings) {
    public ScannedModels {
        models = List.copyOf(models);
        warnings = List.copyOf(warnings);
    }
}
