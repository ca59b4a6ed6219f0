package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A run over code that has not changed takes what the run before it found out; over any other it finds out anew. */
class UnchangedCodeIT {
    private static final String COMPILER = "compile (default-compile)";
    private static final String MIGRATION = "src/main/java/shop/migrations/Migration0002.java";
    private static final String NAME = "fields.varchar(\"name\", 80);";

    @Test
    void migrateCompilesOnlyWhatIsNew() {
        var shop = Project.of("unchanged").model("shop.models.Item", NAME);
        shop.mvn("qorm:makemigrations").succeeds();
        shop.mvn("qorm:migrate").succeeds().says(COMPILER, "Applied migration Migration0001");

        shop.mvn("qorm:migrate").succeeds().says("No migrations to apply").saysNothingOf(COMPILER);
        shop.mvn("qorm:migrate", "-Dqorm.url=jdbc:h2:mem:other")
                .succeeds()
                .says("Applied migration Migration0001")
                .saysNothingOf(COMPILER);
        shop.mvn("qorm:makemigrations").succeeds().says(COMPILER, "No changes detected");

        shop.model("shop.models.Item", NAME, "fields.integer(\"stock\").nullable();");
        shop.mvn("qorm:makemigrations", "qorm:migrate")
                .succeeds()
                .says("  + add column item.stock", "Applied migration Migration0002");
        shop.mvn("qorm:migrate").succeeds().says("No migrations to apply").saysNothingOf(COMPILER);

        shop.mvn("qorm:rollback")
                .succeeds()
                .says("Rolled back migration Migration0002")
                .saysNothingOf(COMPILER);
        var again = shop.mvn("qorm:migrate")
                .succeeds()
                .says("Applied migration Migration0002")
                .saysNothingOf(COMPILER);
        assertThat(again.count("Using the embedded database")).isOne();

        var source = shop.read(MIGRATION);
        shop.write(MIGRATION, source.replace("integer()", "bigint()"));
        shop.mvn("qorm:migrate").fails().says("Migration0002 was edited after it was applied");
        shop.write(MIGRATION, source.replace("integer()", "integer("));
        shop.mvn("qorm:migrate").fails().says("does not compile");
        shop.write(MIGRATION, source);
        shop.mvn("qorm:migrate").succeeds().says(COMPILER, "No migrations to apply");

        shop.write("target/qorm/findings.txt", "no findings");
        shop.mvn("qorm:migrate").succeeds().says(COMPILER, "No migrations to apply");
        assertThat(shop.read("target/qorm/findings.txt")).doesNotContain("no findings");
    }
}
