package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.Database;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A user who may do nothing but select, such as that of a CI server, sees all that is compared. */
class ReadOnlyUserTest {
    private static TestProject shop() {
        return TestProject.empty()
                .model(
                        "Item",
                        "fields.varchar(\"name\", 80).defaultValue(\"hat\").unique();",
                        "fields.json(\"more\").nullable();")
                .model(
                        "Sale",
                        "fields.manyToOne(\"item\", Item.class);",
                        "fields.manyToOne(\"spare\", Item.class).nullable().onDelete(dev.qorm.schema.ReferentialAction.SET_NULL);",
                        "fields.oneToOne(\"gift\", Item.class).onDelete(dev.qorm.schema.ReferentialAction.CASCADE)"
                                + ".onUpdate(dev.qorm.schema.ReferentialAction.CASCADE);",
                        "fields.manyToOne(\"other\", Item.class).constraint(\"odd \\\" ) ON DELETE CASCADE\")"
                                + ".onUpdate(dev.qorm.schema.ReferentialAction.RESTRICT);");
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void findsNoDifferenceWhereThereIsNone(Dialect dialect) {
        try (var project = shop();
                var database = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            var reader = project.request(database.asUserWith("select"), Mode.RUN);

            assertThat(Verify.run(new VerifyRequest(reader, null)))
                    .isEqualTo(new VerifyResult(1, 0, List.of(), List.of(), null));

            database.execute("alter table sale drop foreign key sale_item_id_fkey");
            assertThat(Verify.run(new VerifyRequest(reader, null)).differences())
                    .extracting(Object::toString)
                    .containsExactly(
                            "sale: the foreign key sale_item_id_fkey is missing, it should be (item_id) to item(id)");
        }
    }

    private static TestProject shopWhoseCheckReadsOtherwise() {
        return shop().model("Rest", "fields.integer(\"size\");", "fields.check(\"rest_size\", \"not (size < 0)\");");
    }

    /** Which only a table beside would tell. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void isToldWhereItTakesMoreToCompare(Dialect dialect) {
        try (var project = shopWhoseCheckReadsOtherwise();
                var database = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));

            var reader = project.request(database.asUserWith("select"), Mode.RUN);
            assertThatThrownBy(() -> Verify.run(new VerifyRequest(reader, null)))
                    .hasMessageContaining("Grant create and drop on the database");

            var creator = project.request(database.asUserWith("select, create, drop"), Mode.RUN);
            assertThat(Verify.run(new VerifyRequest(creator, null)).differences())
                    .isEmpty();
        }
    }

    /** A replica lets nobody create that table, and what cannot be compared is no difference. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void isToldThatAReplicaDoesNotCompare(Dialect dialect) {
        try (var project = shopWhoseCheckReadsOtherwise();
                var database = TestDatabase.fresh(dialect)) {
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            var written = database.database();
            var url = written.url() + (written.url().contains("?") ? "&" : "?") + "sessionVariables="
                    + (dialect == Dialect.MYSQL ? "transaction" : "tx") + "_read_only=1";

            var replica = project.request(new Database(url, "root", "", written.driver()), Mode.RUN);
            assertThatThrownBy(() -> Verify.run(new VerifyRequest(replica, null)))
                    .hasMessageContaining("is read-only, as a replica is")
                    .hasMessageContaining("qorm.url");
        }
    }
}
