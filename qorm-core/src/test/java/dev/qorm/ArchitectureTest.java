package dev.qorm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.qorm.operation.JavaStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The floors of the house, as the package documentation of {@code dev.qorm} draws them. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.qorm");

    private static final List<List<String>> FLOORS = List.of(
            List.of("schema"),
            List.of("operation", "model"),
            List.of("migration", "diff"),
            List.of("scan", "generate", "dialect"),
            List.of("introspect"),
            List.of("execute"),
            List.of("command"));

    @Test
    void everyPackageHasItsFloor() {
        var known = FLOORS.stream()
                .flatMap(List::stream)
                .map(name -> "dev.qorm." + name)
                .toList();

        assertThat(CLASSES.stream()
                        .map(type -> type.getPackageName())
                        .distinct()
                        .filter(name -> !name.equals("dev.qorm")))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void aFloorImportsOnlyFloorsBelowIt() {
        for (var floor = 0; floor < FLOORS.size(); floor++) {
            for (var name : FLOORS.get(floor)) {
                var forbidden = new ArrayList<String>();
                for (var other : FLOORS.subList(floor, FLOORS.size()).stream()
                        .flatMap(List::stream)
                        .toList()) {
                    if (!other.equals(name)) {
                        forbidden.add("dev.qorm." + other + "..");
                    }
                }
                noClasses()
                        .that()
                        .resideInAPackage("dev.qorm." + name + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden.toArray(String[]::new))
                        .allowEmptyShould(forbidden.isEmpty())
                        .check(CLASSES);
            }
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.qorm.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void eachThirdPartyHasOnePackage() {
        only("scan", "io.github.classgraph..");
        only("generate", "com.palantir.javapoet..", "javax.lang.model..");
        only("dialect", "org.jooq..");
        only("command", "com.google.gson..");
    }

    private static void only(String home, String... thirdParty) {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.qorm." + home + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(thirdParty)
                .check(CLASSES);
    }

    @Test
    void whatUsersCompileAgainstNeedsTheJdkAlone() {
        var users = Stream.of("schema", "operation", "model", "migration")
                .map(name -> "dev.qorm." + name + "..")
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAnyPackage(users)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations..", "dev.qorm..")
                .check(CLASSES);
        // Whoever has no step in Java needs nothing but the module java.base.
        noClasses()
                .that()
                .resideInAnyPackage(users)
                .and()
                .areNotAssignableTo(JavaStep.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        CLASSES.stream()
                .map(type -> type.getPackage())
                .distinct()
                .filter(javaPackage -> !javaPackage.getName().equals("dev.qorm"))
                .forEach(javaPackage -> assertThat(javaPackage.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .as(javaPackage.getName())
                        .isTrue());
    }
}
