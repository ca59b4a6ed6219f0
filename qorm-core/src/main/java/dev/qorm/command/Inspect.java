package dev.qorm.command;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.HistoryTables;
import dev.qorm.generate.ModelSourceGenerator;
import dev.qorm.introspect.DistinctNames;
import dev.qorm.introspect.Introspection;
import dev.qorm.introspect.Introspector;
import dev.qorm.introspect.OtherObjects;
import dev.qorm.introspect.OtherSchemas;
import dev.qorm.introspect.Remark;
import dev.qorm.model.Model;
import dev.qorm.model.ModelMapper;
import dev.qorm.scan.ModelScanner;
import dev.qorm.scan.SourceEncoding;
import dev.qorm.schema.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes models from a database. */
public final class Inspect {
    private Inspect() {}

    /**
     * Reads the tables of the database and writes a model for each; the database stays unchanged.
     *
     * @throws CommandException if the database cannot be read or a file cannot be written
     */
    public static InspectResult run(InspectRequest request) {
        return Failures.reported(() -> inspect(request));
    }

    private static InspectResult inspect(InspectRequest request) {
        var models = ModelScanner.scan(request.database().code()).models();
        var packageName = request.place().packageFor(models);
        var remarks = new ArrayList<Remark>();
        var elsewhere = new ArrayList<String>();
        var found = read(request.database(), remarks, elsewhere);
        var modelled = modelledElsewhere(found, ModelMapper.tables(models), packageName, request.overwrite());
        var sources = ModelSourceGenerator.generate(packageName, found.schema(), modelled);
        var writing = new Writing(request.overwrite(), request.database().code().encoding());
        sources.forEach((file, source) -> writing.write(request.place().file(packageName, file), source));
        var lines = modelled.entrySet().stream()
                .map(each -> each.getKey() + " (" + each.getValue().getName() + ")")
                .toList();
        var all = Stream.of(found.unenforced().stream().map(Remark::of), found.remarks().stream(), remarks.stream())
                .flatMap(each -> each)
                .toList();
        return new InspectResult(
                writing.written,
                writing.unchanged,
                writing.kept,
                lines,
                all,
                elsewhere,
                writeRemedies(all, request.remedies()));
    }

    /**
     * Writes a single script, since a database may need many statements: on MySQL, each table may have an index of the
     * same name.
     */
    private static @Nullable Path writeRemedies(List<Remark> remarks, Path file) {
        var script = remarks.stream()
                .map(Remark::remedy)
                .filter(Objects::nonNull)
                .map(statement -> statement + ";\n")
                .collect(Collectors.joining());
        if (!script.isEmpty()) {
            SourceFile.replace(file, script.getBytes(StandardCharsets.UTF_8), "script");
            return file;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the script " + file + " cannot be deleted (" + e + ")", e);
        }
        return null;
    }

    private static Introspection read(MigrateRequest request, List<Remark> others, List<String> elsewhere) {
        var dialect = Migrations.dialect(request);
        return Migrations.migrator(request).read(connection -> {
            others.addAll(OtherObjects.list(connection, dialect));
            elsewhere.addAll(elsewhere(OtherSchemas.list(connection, dialect), dialect));
            var all = Introspector.introspect(connection, dialect, table -> true);
            var histories = new HashSet<>(HistoryTables.namesIn(all));
            histories.addAll(Migrations.tables(request).names());
            var ofOthers = OtherTools.tablesIn(all);
            ofOthers.forEach(table -> histories.add(Table.key(table)));
            if (!ofOthers.isEmpty()) {
                others.add(OtherTools.leftOut(ofOthers));
            }
            var found = Introspector.read(connection, dialect, table -> !histories.contains(Table.key(table)));
            return DistinctNames.in(found, dialect);
        });
    }

    /** Returns one sentence, or none. */
    private static List<String> elsewhere(List<String> schemas, Dialect dialect) {
        return schemas.isEmpty()
                ? List.of()
                : List.of("Tables of other schemas are left out: " + String.join(", ", schemas) + "; inspect one with "
                        + OtherSchemas.inUrl(schemas.get(0), dialect));
    }

    /** Returns the tables that have another model than the one that would be written. */
    private static Map<String, Class<?>> modelledElsewhere(
            Introspection found,
            Map<String, Class<? extends Model>> models,
            String packageName,
            boolean isOverwritten) {
        var names = ModelSourceGenerator.classNames(found.schema());
        var classes =
                names.values().stream().map(name -> packageName + "." + name).toList();
        var elsewhere = new TreeMap<String, Class<?>>();
        for (var table : found.schema().tables()) {
            var model = models.get(Table.key(table.name()));
            if (model != null
                    && !model.getName().equals(packageName + "." + names.get(table.name()))
                    && !(isOverwritten && classes.contains(model.getName()))) {
                elsewhere.put(table.name(), model);
            }
        }
        return elsewhere;
    }

    /** Writes files, unless they already exist. */
    private static final class Writing {
        private final boolean overwrite;
        private final SourceEncoding encoding;
        private final List<Path> written = new ArrayList<>();
        private final List<Path> unchanged = new ArrayList<>();
        private final List<Path> kept = new ArrayList<>();

        Writing(boolean overwrite, SourceEncoding encoding) {
            this.overwrite = overwrite;
            this.encoding = encoding;
        }

        void write(Path file, String source) {
            if (!Files.exists(file)) {
                SourceFile.create(file, encoding.encode(source), "model");
                written.add(file);
            } else if (isSame(file, source)) {
                unchanged.add(file);
            } else if (overwrite) {
                SourceFile.replace(file, encoding.encode(source), "model");
                written.add(file);
            } else {
                kept.add(file);
            }
        }

        private boolean isSame(Path file, String source) {
            try {
                return encoding.read(file).replace("\r\n", "\n").equals(encoding.escaped(source));
            } catch (CharacterCodingException e) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException("the model " + file + " cannot be read (" + e + ")", e);
            }
        }
    }
}
