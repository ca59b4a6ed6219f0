package dev.qorm.maven;

import dev.qorm.command.ModelsPlace;
import java.io.File;
import java.util.Locale;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Where goals write new models. */
final class ModelsPlaces {
    private ModelsPlaces() {}

    /** Returns the place; in a project without models, it is the package {@code models} below that of the group. */
    static ModelsPlace of(MavenProject project, File sourceDirectory, @Nullable String modelsPackage) {
        var group = project.getGroupId().toLowerCase(Locale.ROOT).replace('-', '_');
        return new ModelsPlace(sourceDirectory.toPath(), modelsPackage, group + ".models");
    }
}
