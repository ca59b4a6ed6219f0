package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.command.RenumberRequest.Keep;
import dev.qorm.scan.MigrationScanner;
import dev.qorm.scan.SourceEncoding;
import dev.qorm.schema.DefaultValue;
import dev.qorm.testing.TestProject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects whose sources are not in UTF-8: what qorm writes is compiled as they are. */
class SourceEncodingTest {
    private static final SourceEncoding LATIN_1 = new SourceEncoding(StandardCharsets.ISO_8859_1, true);

    /** Of each kind: in many encodings, in some, in none but Unicode, and behind backslashes. */
    private static final String TEXT = "a ü ж 表 € \uD83D\uDE00 \\ü \\\\ж";

    private final TestProject shop = TestProject.empty();

    @AfterEach
    void delete() {
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1251", "Shift_JIS", "US-ASCII", "UTF-16"})
    void aTextIsInTheMigrationAsItIsInTheModel(String charset) {
        shop.in(new SourceEncoding(Charset.forName(charset), true));
        assertTextIsKept();
    }

    @Test
    void aTextIsTheSameOnEachMachineWhereNothingIsDeclared() {
        shop.in(SourceEncoding.undeclared());
        assertTextIsKept();
        assertThat(shop.read("shop.migrations.Migration0001")).matches("\\p{ASCII}*");
    }

    private void assertTextIsKept() {
        shop.model("Item", "fields.varchar(\"name\", 50).defaultValue(\"" + TEXT.replace("\\", "\\\\") + "\");");

        shop.makeMigrations();

        var schema = MigrationScanner.scan(shop.code(), null).sequence().replay();
        assertThat(schema.table("item").column("name").defaultValue()).isEqualTo(new DefaultValue.Literal(TEXT));
        assertThat(shop.makeMigrations().hasChanges()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16"})
    void aModelIsFoundByItsNameInThatEncoding(String charset) {
        shop.in(new SourceEncoding(Charset.forName(charset), true));
        shop.model("Größe", "fields.varchar(\"name\", 50);");

        assertThat(shop.makeMigrations().warnings()).isEmpty();
        assertThat(shop.read("shop.migrations.Migration0001")).contains("\"größe\"");
    }

    /** Kotlin's sources are in UTF-8, whatever Java's are in. */
    @Test
    void aModelIsFoundByItsNameInUtf8Too() throws IOException {
        shop.in(LATIN_1).model("Größe", "fields.varchar(\"name\", 50);");
        var code = shop.code();
        Files.writeString(shop.source("shop.models.Größe"), shop.read("shop.models.Größe"));

        var result = MakeMigrations.run(new MakeMigrationsRequest(
                code, shop.sources(), null, null, Answers.NONE, MakeMigrationsRequest.Mode.WRITE, null, false));

        assertThat(result.warnings()).isEmpty();
        assertThat(result.hasChanges()).isTrue();
    }

    @Test
    void aRenumberedMigrationKeepsItsTexts() throws IOException {
        shop.in(LATIN_1);
        shop.migration("Migration0001", "createTable(\"größe\", column(\"id\", integer()))");
        shop.migration("Migration0002_mine", "addColumn(\"größe\", column(\"länge\", integer()).nullable())");
        shop.migration("Migration0002", "addColumn(\"größe\", column(\"höhe\", integer()).nullable())");

        Renumber.run(new RenumberRequest(
                shop.sources(),
                null,
                LATIN_1,
                TestProject.classPath(),
                getClass().getClassLoader(),
                Keep.OURS,
                null,
                Map.of(),
                false));

        assertThat(shop.migrations()).containsExactly("Migration0001.java", "Migration0002.java", "Migration0003.java");
        assertThat(shop.read("shop.migrations.Migration0003")).contains("\"länge\"");
        var schema = MigrationScanner.scan(shop.code(), null).sequence().replay();
        assertThat(schema.table("größe").columns()).containsOnlyKeys("id", "höhe", "länge");
    }
}
