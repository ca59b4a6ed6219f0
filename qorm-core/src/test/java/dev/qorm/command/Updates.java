package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.migration.NumberedMigration;
import dev.qorm.scan.MigrationScanner;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A project with a first migration, behind which one is made and written anew. */
abstract class Updates {
    static final String SECOND = "shop.migrations.Migration0002";
    static final String NAME = "fields.varchar(\"name\", 80);";
    static final String BORN = "fields.date(\"born\");";

    final TestProject shop = TestProject.empty();

    @BeforeEach
    final void firstMigration() {
        shop.model("Author", NAME, BORN);
        shop.makeMigrations();
    }

    @AfterEach
    final void delete() {
        shop.close();
    }

    final void change(String... fields) {
        shop.model("Author", fields);
    }

    static Answers flags(@Nullable String renames, @Nullable String backfills) {
        return new Answers(renames, backfills, null, null, null);
    }

    final MakeMigrationsResult update(Answers answers) {
        return shop.updateMigration(answers);
    }

    final MakeMigrationsResult update() {
        return update(Answers.NONE);
    }

    final AbstractThrowableAssert<?, ?> refused(Answers answers) {
        var files = sources();
        var thrown = assertThatThrownBy(() -> update(answers)).isInstanceOf(CommandException.class);
        assertThat(sources()).isEqualTo(files);
        return thrown;
    }

    final List<String> sources() {
        return shop.migrations().stream()
                .map(file -> shop.read("shop.migrations." + file.replace(".java", "")))
                .toList();
    }

    final List<NumberedMigration> migrations() {
        return MigrationScanner.scan(shop.code(), null).sequence().migrations();
    }

    final List<String> lines() {
        return MakeMigrationsResult.lines(migrations().get(1).operations());
    }

    /** What is written is what makemigrations finds then: nothing. */
    final void isComplete() {
        assertThat(shop.makeMigrations().hasChanges()).isFalse();
    }
}
