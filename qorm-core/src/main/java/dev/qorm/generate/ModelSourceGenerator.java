package dev.qorm.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.qorm.model.Fields;
import dev.qorm.model.Model;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/**
 * Generates model classes that map to exactly the given schema. Deterministic: the same schema always gives the same
 * text.
 */
public final class ModelSourceGenerator {
    private ModelSourceGenerator() {}

    /**
     * Returns the sources of the models of all tables, with LF line ends, by their file names.
     *
     * @param packageName the package, or an empty text for the unnamed package
     */
    public static Map<String, String> generate(String packageName, Schema schema) {
        return generate(packageName, schema, Map.of());
    }

    /**
     * Does the same if some tables already have models, to which the new ones may refer.
     *
     * @param packageName the package, or an empty text for the unnamed package
     * @param modelled the existing models, by the names of their tables
     */
    public static Map<String, String> generate(String packageName, Schema schema, Map<String, Class<?>> modelled) {
        var names = new ModelNames(schema);
        Function<String, ClassName> classes = table -> {
            var known = modelled.get(schema.table(table).name());
            return known == null ? ClassName.get(packageName, names.ofTable(table)) : ClassName.get(known);
        };
        var relations = new Relations(schema);
        var fields = new TreeMap<String, ModelFields>(String.CASE_INSENSITIVE_ORDER);
        schema.tables().forEach(table -> fields.put(table.name(), new ModelFields(table, relations)));
        var taken = new ConstraintNames(schema);
        var sources = new TreeMap<String, String>();
        for (var table : schema.tables()) {
            if (modelled.containsKey(table.name())) {
                continue;
            }
            var className = names.ofTable(table.name());
            var body = new ModelCode(table, fields, taken, classes, schema);
            sources.put(className + ".java", source(packageName, className, body.statements(), body.actions()));
        }
        return sources;
    }

    /** Returns the simple names of the models' classes, by the names of the tables. */
    public static Map<String, String> classNames(Schema schema) {
        var names = new ModelNames(schema);
        var classes = new TreeMap<String, String>();
        schema.tables().forEach(table -> classes.put(table.name(), names.ofTable(table.name())));
        return classes;
    }

    /** Returns the source of a model without declarations. */
    public static String empty(String packageName, String className) {
        return source(packageName, className, List.of(), Set.of());
    }

    private static String source(
            String packageName, String className, List<CodeBlock> statements, Set<ReferentialAction> actions) {
        var schema = MethodSpec.methodBuilder("schema")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .addParameter(Fields.class, "fields");
        statements.forEach(statement -> schema.addStatement("$L", statement));
        var type = TypeSpec.classBuilder(className)
                .addModifiers(Modifier.PUBLIC)
                .superclass(Model.class)
                .addMethod(schema.build())
                .build();
        var file = JavaFile.builder(packageName, type).skipJavaLangImports(true).indent("    ");
        actions.forEach(action -> file.addStaticImport(ReferentialAction.class, action.name()));
        return file.build().toString();
    }
}
