package dev.qorm.command;

import dev.qorm.generate.JavaNames;
import dev.qorm.model.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where new models are written.
 *
 * @param sourceDirectory the folder below which their sources are written, in the folder of their package: {@code
 *     src/main/java}
 * @param packageName their package, or null for that of the existing models or, if there are none, the default one
 * @param defaultPackage the package for a project without models
 */
public record ModelsPlace(Path sourceDirectory, @Nullable String packageName, String defaultPackage) {
    /** @throws CommandException if it is unclear which package is meant, or its name is invalid */
    String packageFor(List<Class<? extends Model>> models) {
        var name = packageName != null ? packageName : packageOf(models);
        if (!JavaNames.isPackage(name)) {
            throw CommandException.toMend(
                    "'" + name + "' is not the name of a package; set one with -Dqorm.modelsPackage=blog.models");
        }
        return name;
    }

    private String packageOf(List<Class<? extends Model>> models) {
        var packages = new TreeSet<String>();
        models.forEach(model -> packages.add(model.getPackageName()));
        if (packages.size() > 1) {
            throw CommandException.toMend("there are models in " + packages.size() + " packages: "
                    + String.join(", ", packages) + "; say which is meant with -Dqorm.modelsPackage="
                    + packages.first());
        }
        return packages.isEmpty() ? defaultPackage : packages.first();
    }

    Path file(String inPackage, String fileName) {
        return sourceDirectory.resolve(inPackage.replace('.', '/')).resolve(fileName);
    }
}
