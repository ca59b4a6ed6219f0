package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A project of some age writes one migration for its first ones, and later deletes those. */
class SquashIT {
    private static final String FOLDER = "src/main/java/shop/migrations/";
    private static final String[] FIRST = {"fields.varchar(\"name\", 9);"};
    private static final String[] SECOND = {"fields.varchar(\"name\", 9);", "fields.integer(\"stock\").nullable();"};
    private static final String[] THIRD = {"fields.varchar(\"name\", 20);", "fields.integer(\"stock\").nullable();"};

    @Test
    void anOldDatabaseAndANewOneHaveTheSame() {
        var project = Project.of("squash");
        for (var fields : new String[][] {FIRST, SECOND}) {
            project.model("shop.models.Item", fields).mvn("qorm:makemigrations").succeeds();
        }
        var old = "-Dqorm.url=jdbc:h2:file:./target/old";
        var young = "-Dqorm.url=jdbc:h2:file:./target/young";
        project.mvn("qorm:migrate", old).succeeds();

        project.mvn("qorm:squash", "-Dqorm.dryRun")
                .succeeds()
                .says("Squash Migration0001To0002 would be created: 1 operation in place of the 2");
        project.mvn("qorm:squash")
                .succeeds()
                .says(
                        "  + create table item",
                        "  " + FOLDER + "Migration0001To0002.java",
                        "Delete their sources when every database has all of them");
        project.mvn("qorm:squash")
                .fails()
                .says("Migration0001To0002 already exists")
                .saysNothingOf("at dev.qorm");
        project.mvn("qorm:check").succeeds().says("3 migrations agree");
        project.mvn("qorm:migrate", old).succeeds().says("No migrations to apply");
        project.mvn("qorm:migrate", young).succeeds().says("Applied migration Migration0001To0002");
        project.mvn("qorm:migrations", young).succeeds().says("Migration0001To0002  applied");

        project.delete(FOLDER + "Migration0001.java").delete(FOLDER + "Migration0002.java");
        project.model("shop.models.Item", THIRD)
                .mvn("qorm:makemigrations")
                .succeeds()
                .says("Migration Migration0003 successfully created");
        project.mvn("qorm:migrate", old)
                .succeeds()
                .says(
                        "Recorded Migration0001To0002 in place of Migration0001 to Migration0002, which this database has",
                        "Applied migration Migration0003");
        project.mvn("qorm:migrate", young).succeeds().says("Applied migration Migration0003");
        for (var database : new String[] {old, young}) {
            project.mvn("qorm:verify", database).succeeds();
            project.mvn("qorm:rollback", database, "-Dqorm.all")
                    .succeeds()
                    .says("Rolled back migration Migration0001To0002");
        }
        assertThat(project.read(FOLDER + "Migration0001To0002.java"))
                .contains("Stands for Migration0001 to Migration0002");
    }
}
