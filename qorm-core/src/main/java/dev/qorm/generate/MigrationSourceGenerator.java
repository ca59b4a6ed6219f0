package dev.qorm.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.qorm.migration.Fingerprint;
import dev.qorm.migration.Migration;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.migration.StandsFor;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.Operations;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Generates a migration as Java source that is easy to read in a code review. The same operations give the same bytes
 * in every locale, time zone and run.
 *
 * <p>A class file allows 64 KB of code for each method and 65,535 constants (Java Virtual Machine Specification 17,
 * 4.11), so the operations of a large migration are distributed over nested classes.
 */
public final class MigrationSourceGenerator {
    /**
     * The number of table elements in each nested class: with some 20 bytes of code and 5 constants each, far below
     * both limits. In an enumeration, three values count as another element.
     */
    private static final int ELEMENTS_PER_CLASS = 600;

    private static final ParameterizedTypeName OPERATION_LIST =
            ParameterizedTypeName.get(ClassName.get(List.class), ClassName.get(Operation.class));

    private MigrationSourceGenerator() {}

    /**
     * Returns the source of {@code migration} as a class of {@code packageName}, with LF line ends.
     *
     * @param packageName the package, or an empty text for the unnamed package
     */
    public static String generate(String packageName, NumberedMigration migration) {
        var type = TypeSpec.classBuilder(migration.id().toString())
                .addJavadoc("$L\n", MigrationJavadoc.of(migration))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(Migration.class)
                .addAnnotations(annotations(migration));
        var parts = parts(migration.operations());
        var operations = MethodSpec.methodBuilder("operations")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(OPERATION_LIST);
        if (parts.size() <= 1) {
            operations.addStatement("return $L", list(migration.operations()));
        } else {
            operations.addStatement(
                    "var operations = new $T()",
                    ParameterizedTypeName.get(ClassName.get(ArrayList.class), ClassName.get(Operation.class)));
            for (var i = 0; i < parts.size(); i++) {
                operations.addStatement("operations.addAll(Part$L.operations())", i + 1);
                type.addType(part(i + 1, parts.get(i)));
            }
            operations.addStatement("return operations");
        }
        type.addMethod(operations.build());
        if (!migration.description().isEmpty()) {
            type.addMethod(description(migration.description()));
        }
        return JavaFile.builder(packageName, type.build())
                .addStaticImport(Operations.class, "*")
                .addStaticImport(ColumnTypes.class, "*")
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
    }

    /** Returns the name of the file for the result of {@link #generate}. */
    public static String fileName(MigrationId id) {
        return id + ".java";
    }

    private static List<AnnotationSpec> annotations(NumberedMigration migration) {
        var annotations = new ArrayList<AnnotationSpec>();
        if (!migration.operations().isEmpty()) {
            // A migration without operations is generated to be filled in by hand.
            annotations.add(AnnotationSpec.builder(Fingerprint.class)
                    .addMember("value", "$S", migration.checksum())
                    .build());
        }
        if (!migration.lineages().isEmpty()) {
            var standsFor = AnnotationSpec.builder(StandsFor.class);
            migration.lineages().forEach(lineage -> standsFor.addMember("value", "$S", lineage));
            annotations.add(standsFor.build());
        }
        return annotations;
    }

    private static MethodSpec description(String description) {
        return MethodSpec.methodBuilder("description")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return $S", description)
                .build();
    }

    private static TypeSpec part(int number, List<Operation> operations) {
        return TypeSpec.classBuilder("Part" + number)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addMethod(MethodSpec.methodBuilder("operations")
                        .addModifiers(Modifier.STATIC)
                        .returns(OPERATION_LIST)
                        .addStatement("return $L", list(operations))
                        .build())
                .build();
    }

    private static CodeBlock list(List<Operation> operations) {
        if (operations.isEmpty()) {
            return CodeBlock.of("$T.of()", List.class);
        }
        var calls = operations.stream()
                .map(operation -> operation.accept(OperationCode.INSTANCE))
                .collect(CodeBlock.joining(",\n"));
        return CodeBlock.of("$T.of(\n$L)", List.class, calls);
    }

    private static List<List<Operation>> parts(List<Operation> operations) {
        var parts = new ArrayList<List<Operation>>();
        var size = ELEMENTS_PER_CLASS;
        for (var operation : operations) {
            var weight = weight(operation);
            if (size + weight > ELEMENTS_PER_CLASS) {
                parts.add(new ArrayList<>());
                size = 0;
            }
            parts.get(parts.size() - 1).add(operation);
            size += weight;
        }
        return parts;
    }

    private static int weight(Operation operation) {
        if (operation instanceof CreateTable create) {
            return weight(create.table());
        }
        if (operation instanceof DropTable drop) {
            return weight(drop.table());
        }
        if (operation instanceof RunSql run) {
            return 1
                    + run.operations().stream()
                            .mapToInt(MigrationSourceGenerator::weight)
                            .sum();
        }
        if (operation instanceof AddColumn add) {
            return weight(add.column());
        }
        if (operation instanceof DropColumn drop) {
            return weight(drop.column());
        }
        return operation instanceof AlterColumn alter ? weight(alter.from()) + weight(alter.to()) : 1;
    }

    private static int weight(Table table) {
        return table.elements().stream()
                .mapToInt(part -> part instanceof Column column ? weight(column) : 1)
                .sum();
    }

    private static int weight(Column column) {
        return column.type() instanceof ColumnType.Enumeration type
                ? 1 + type.values().size() / 3
                : 1;
    }
}
