package dev.qorm.command;

import dev.qorm.command.MakeMigrationsResult.NextMigration;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.model.MappedModels;
import dev.qorm.model.Model;
import dev.qorm.operation.Operation;
import dev.qorm.scan.ScannedMigrations;
import dev.qorm.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The destination of new migrations after the last one: in the package of the existing migrations or, for the first
 * migration, in a package next to the models.
 */
record BehindTheLast(MakeMigrationsRequest request, ScannedMigrations migrations, List<Class<? extends Model>> models)
        implements Destination {
    private static final String DEFAULT_NAME = "migrations";
    private static final Set<String> MODEL_PACKAGES = Set.of("models", "model", "entities", "entity", "domain");

    @Override
    public MigrationId id() {
        return migrations.sequence().nextId();
    }

    @Override
    public Schema before() {
        return migrations.sequence().replay();
    }

    @Override
    public String description(String said) {
        return said;
    }

    @Override
    public boolean isConcurrent() {
        return false;
    }

    @Override
    public Changes changes(MappedModels mapped) {
        return Changes.between(before(), mapped, request.answers());
    }

    @Override
    public void check(List<List<Operation>> parts) {
        // A new migration can contain anything.
    }

    @Override
    public List<NextMigration> unwritten(List<NumberedMigration> next) {
        return next.stream()
                .map(migration -> new NextMigration(migration, null))
                .toList();
    }

    @Override
    public List<NextMigration> write(List<NumberedMigration> next) {
        return MigrationFile.write(
                request.sourceDirectory(), packageName(), next, request.code().encoding());
    }

    private String packageName() {
        if (request.migrationsPackage() != null) {
            return request.migrationsPackage();
        }
        return migrations.packageName() != null ? migrations.packageName() : besides();
    }

    /** Returns {@code blog.migrations} for models in {@code blog.models} or in {@code blog}. */
    private String besides() {
        List<String> common = null;
        for (var model : models) {
            var parts = Arrays.asList(model.getPackageName().split("\\.", -1));
            common = common == null ? parts : commonStart(common, parts);
        }
        var parent = new ArrayList<>(common == null ? List.of("") : common);
        parent.removeIf(String::isEmpty);
        if (!parent.isEmpty() && MODEL_PACKAGES.contains(parent.get(parent.size() - 1))) {
            parent.remove(parent.size() - 1);
        }
        parent.add(DEFAULT_NAME);
        return String.join(".", parent);
    }

    private static List<String> commonStart(List<String> a, List<String> b) {
        var length = 0;
        while (length < Math.min(a.size(), b.size()) && a.get(length).equals(b.get(length))) {
            length++;
        }
        return a.subList(0, length);
    }
}
