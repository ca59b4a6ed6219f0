package dev.qorm.command;

import dev.qorm.generate.JavaNames;
import dev.qorm.generate.ModelSourceGenerator;
import dev.qorm.migration.MigrationId;
import dev.qorm.model.ModelMapper;
import dev.qorm.model.Naming;
import dev.qorm.scan.ModelScanner;
import dev.qorm.schema.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes a model without declarations. */
public final class CreateModel {
    private CreateModel() {}

    /**
     * Writes the model.
     *
     * @return the file
     * @throws CommandException if the name is not possible for a model, or a model already has it
     */
    public static Path run(CreateModelRequest request) {
        return Failures.reported(() -> {
            var models = ModelScanner.scan(request.code()).models();
            var dot = request.model().lastIndexOf('.');
            var name = request.model().substring(dot + 1);
            check(request.model(), name);
            var place = dot < 0
                    ? request.place()
                    : new ModelsPlace(
                            request.place().sourceDirectory(), request.model().substring(0, dot), "");
            var packageName = place.packageFor(models);
            var file = place.file(packageName, name + ".java");
            var sameTable = ModelMapper.tables(models).get(Table.key(Naming.snakeCase(name)));
            if (Files.exists(file)) {
                throw CommandException.toMend("there is a " + file + " already, and it was left as it is");
            }
            if (sameTable != null) {
                throw CommandException.toMend("the table " + Naming.snakeCase(name) + " is that of the model "
                        + sameTable.getName() + " already; choose another name");
            }
            var source = ModelSourceGenerator.empty(packageName, name);
            SourceFile.create(file, request.code().encoding().encode(source), "model");
            return file;
        });
    }

    private static void check(String model, String name) {
        if (!JavaNames.isClass(name)) {
            throw CommandException.toMend("qorm.model is '" + model + "', and '" + name
                    + "' cannot be the name of a class; it looks like this: -Dqorm.model=Post");
        }
        if (!Character.isUpperCase(name.codePointAt(0)) && Character.isLowerCase(name.codePointAt(0))) {
            throw CommandException.toMend(
                    "qorm.model is '" + model + "'; a class begins with a capital letter: -Dqorm.model="
                            + model.substring(0, model.length() - name.length())
                            + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        }
        if (name.equals("Model")
                || name.equals("Fields")
                || MigrationId.parse(name).isPresent()) {
            throw CommandException.toMend(
                    "qorm.model is '" + model + "', which is a name that qorm has itself; choose another one");
        }
    }
}
