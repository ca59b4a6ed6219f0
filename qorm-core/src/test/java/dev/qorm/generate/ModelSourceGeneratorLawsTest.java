package dev.qorm.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.model.Model;
import dev.qorm.model.ModelException;
import dev.qorm.model.ModelMapper;
import dev.qorm.schema.Schema;
import dev.qorm.testing.NamedSchemas;
import dev.qorm.testing.RandomSchemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models of a schema map to that schema. */
class ModelSourceGeneratorLawsTest {
    static Set<String> names() {
        return NamedSchemas.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void modelsOfNamedSchemasMapToThem(String name) {
        var schema = NamedSchemas.all().get(name);

        assertThat(mapped(schema)).isEqualTo(schema);
    }

    @Provide
    Arbitrary<Schema> schemas() {
        return RandomSchemas.schemas();
    }

    @Property(tries = 80)
    void modelsMapToTheirSchema(@ForAll("schemas") Schema schema) {
        assertThat(mapped(schema)).as(() -> sources(schema).toString()).isEqualTo(schema);
    }

    @Provide
    Arbitrary<Schema> wildSchemas() {
        return WildSchemas.schemas();
    }

    @Property(tries = 200)
    void modelsMapToTheirSchemaHoweverWild(@ForAll("wildSchemas") Schema schema) {
        assertThat(mapped(schema)).as(() -> sources(schema).toString()).isEqualTo(schema);
    }

    /** Schemas that are all alike would make every law pass. The rarest word comes once in some thousand schemas. */
    @Test
    void wildSchemasNeedEveryWord() {
        var missing = new TreeSet<>(List.of(
                "manyToOne(",
                "oneToOne(",
                "foreignKey(",
                ".references(",
                ".notIndexed()",
                ".constraint(",
                ".withoutPrimaryKey()",
                ".primaryKey()",
                "fields.primaryKey(",
                ".unique()",
                ".indexed()",
                "fields.unique(",
                "fields.index(",
                ".named(",
                ".descending(",
                ".where(",
                ".column(",
                ".name(",
                "nativeType(",
                "enumeration(",
                ".comment(",
                ".generatedAs(",
                "fields.check(",
                "parseHex("));

        WildSchemas.schemas()
                .sampleStream()
                .limit(50_000)
                .takeWhile(schema -> !missing.isEmpty())
                .flatMap(schema -> sources(schema).values().stream())
                .forEach(source -> missing.removeIf(source::contains));

        assertThat(missing).isEmpty();
    }

    @Property(tries = 20)
    void sourcesAreTheSameInEveryLocale(@ForAll("schemas") Schema schema) {
        var sources = sources(schema);
        var locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));

            assertThat(sources(schema)).isEqualTo(sources);
        } finally {
            Locale.setDefault(locale);
        }
    }

    private static Map<String, String> sources(Schema schema) {
        return ModelSourceGenerator.generate("shop.models", schema);
    }

    static Schema mapped(Schema schema) {
        var sources = new LinkedHashMap<String, String>();
        sources(schema).forEach((file, source) -> sources.put("shop.models." + file.replace(".java", ""), source));
        var loader = CompiledMigrations.load(sources);
        var models = new ArrayList<Class<? extends Model>>();
        for (var name : sources.keySet()) {
            try {
                models.add(loader.loadClass(name).asSubclass(Model.class));
            } catch (ClassNotFoundException e) {
                throw new LinkageError(name, e);
            }
        }
        try {
            return ModelMapper.map(models).schema();
        } catch (ModelException e) {
            throw new AssertionError(e.getMessage() + "\n" + sources, e);
        }
    }
}
