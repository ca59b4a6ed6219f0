package dev.qorm.command;

import dev.qorm.command.RenumberRequest.Keep;
import dev.qorm.migration.MigrationId;
import dev.qorm.scan.MigrationScanner;
import dev.qorm.scan.SourceEncoding;
import dev.qorm.testing.TestProject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A project of two branches that have used the same numbers. */
abstract class Renumbering {
    static final String AUTHOR = "createTable(\"author\", column(\"id\", bigint()).autoIncrement(),"
            + " column(\"name\", varchar(80)), primaryKey(\"author_pkey\", \"id\"))";

    static final String EMAIL = addition("email");
    static final String SLUG = addition("slug");
    static final String BORN = addition("born");
    final TestProject shop = TestProject.empty();
    final Map<MigrationId, String> applied = new HashMap<>();
    boolean dryRun;

    static String addition(String column) {
        return "addColumn(\"author\", column(\"" + column + "\", varchar(80)).nullable())";
    }

    @BeforeEach
    final void aFirstMigration() {
        shop.migration("Migration0001", AUTHOR);
    }

    @AfterEach
    final void delete() {
        shop.close();
    }

    /** As Git leaves a file that both branches have added. */
    final void conflict(String name, String ours, String theirs) {
        shop.migration(name, ours);
        var upper = shop.read("shop.migrations." + name);
        shop.migration(name, theirs);
        var lower = shop.read("shop.migrations." + name);
        var line = upper.lines().filter(each -> each.contains(ours)).findFirst().orElseThrow();
        var other =
                lower.lines().filter(each -> each.contains(theirs)).findFirst().orElseThrow();
        shop.write(
                "shop.migrations." + name,
                upper.replace(
                        line + "\n", "<<<<<<< HEAD\n" + line + "\n=======\n" + other + "\n>>>>>>> main (its title)\n"));
    }

    final RenumberResult renumber(@Nullable Keep keep, String... migrations) {
        return Renumber.run(new RenumberRequest(
                shop.sources(),
                null,
                SourceEncoding.UTF_8,
                TestProject.classPath(),
                getClass().getClassLoader(),
                keep,
                migrations.length == 0 ? null : List.of(migrations),
                applied,
                dryRun));
    }

    final List<String> operations() {
        return MigrationScanner.scan(shop.code(), null).sequence().migrations().stream()
                .skip(1)
                .map(migration ->
                        migration.id() + " " + migration.operations().get(0).describe())
                .toList();
    }
}
