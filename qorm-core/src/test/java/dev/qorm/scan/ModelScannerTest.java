package dev.qorm.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.testing.TestProject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelScannerTest {
    @Test
    void aModelOfALibraryIsFoundInAndBelowThePackageOfTheMigrations() {
        try (var library = TestProject.empty();
                var application = TestProject.empty()) {
            var models =
                    library.model("Author", "fields.varchar(\"name\", 80);").code();
            var migrations = application
                    .write("shop.Migration0001", "package shop; class Migration0001 {}")
                    .code();

            var found = ModelScanner.scan(new Codebase(
                    migrations.outputs(), models.outputs(), List.of(application.sources()), models.loader()));

            assertThat(found.models())
                    .singleElement()
                    .extracting(Class::getName)
                    .isEqualTo("shop.models.Author");
        }
    }
}
