package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.introspect.Remark;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Indexes over expressions, from models to databases and back. */
class ExpressionIndexesTest {
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withExpressionIndexes")
    void inspectWritesThemInModels(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table account (id int not null primary key, tenant int not null,"
                    + " email varchar(40) not null, nick varchar(40))");
            database.execute("create unique index by_email on account (tenant, (lower(email)))");
            database.execute("create index by_nick on account ((coalesce(nick, 'it''s (\"no\", desc')) desc, tenant)");
            database.execute("create index by_sum on account ((tenant + id), (tenant * 2) desc)");

            var remarks = TakeOverTest.takeOver(database, (old, made) -> {
                for (var each : List.of(old, made)) {
                    each.execute("insert into account values (1, 1, 'Ada@x', null), (2, 2, 'ada@X', null)");
                    assertThatThrownBy(() -> each.execute("insert into account values (3, 1, 'ADA@x', null)"))
                            .isInstanceOf(IllegalStateException.class);
                }
                assertThat(made.introspect()).isEqualTo(old.introspect());
            });

            assertThat(remarks).noneMatch(remark -> remark.contains("by_"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withExpressionIndexes")
    void verifyFindsAnotherExpression(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            project.model("Account", "fields.varchar(\"email\", 40);", "fields.index(\"lower(email)\").unique();");
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            assertThat(InspectTest.differences(project, database)).isEmpty();

            database.execute("drop index account_lower_email_idx" + (dialect == Dialect.MYSQL ? " on account" : ""));
            database.execute("create unique index account_lower_email_idx on account ((upper(email)))");
            assertThat(InspectTest.differences(project, database))
                    .singleElement()
                    .asString()
                    .contains("account_lower_email_idx", "lower", "upper");
        }
    }

    /** A collation is a part of an expression, and what is beside a column is none of it. */
    @Test
    void collationsOfSqliteStayWhereTheyAre() {
        assumeThat(TestDatabase.dialects()).contains(Dialect.SQLITE);
        try (var database = TestDatabase.fresh(Dialect.SQLITE);
                var project = TestProject.empty()) {
            database.execute("create table account (id integer not null primary key, email text not null)");
            database.execute("create index a on account (trim(email) collate nocase desc, lower(email)asc)");
            database.execute("create index b on account (email collate nocase)");

            var remarks = InspectTest.inspect(project, database, false).remarks();

            assertThat(remarks)
                    .extracting(Remark::toString)
                    .filteredOn(remark -> remark.contains("index"))
                    .singleElement()
                    .asString()
                    .contains("the index b is treated as a plain index");
            assertThat(project.read("shop.models.Account"))
                    .contains("fields.index(\"trim(email) collate nocase\", \"lower(email)\")"
                            + ".descending(\"trim(email) collate nocase\").named(\"a\")");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void isRefusedWhereThereAreNone(Dialect dialect) {
        assumeThat(TestDatabase.withExpressionIndexes()).doesNotContain(dialect);
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            project.model("Account", "fields.varchar(\"email\", 40);", "fields.index(\"lower(email)\").unique();");
            project.makeMigrations();

            assertThatThrownBy(() -> Migrate.run(project.request(database.database(), Mode.RUN)))
                    .hasMessageContaining(
                            "the index account_lower_email_idx of account over an expression (lower(email))");
            assertThat(database.introspect().tables()).isEmpty();
        }
    }

    @Test
    void wordsThatAreNoColumnsAreSaid() {
        try (var project = TestProject.empty()) {
            project.model(
                    "Account",
                    "fields.varchar(\"email\", 40);",
                    "fields.index(\"lower(emial)\", \"(mail || 'x')\").where(\"emil <> ''\");");

            assertThat(project.makeMigrations().warnings())
                    .hasSize(3)
                    .anyMatch(warning -> warning.contains("contains lower(emial), and account has no column emial"))
                    .anyMatch(warning -> warning.contains("and account has no column mail"))
                    .anyMatch(warning -> warning.contains("and account has no column emil"));
        }
    }

    @Test
    void aColumnThatIsGoneIsSaid() {
        try (var project = TestProject.empty()) {
            var index = "fields.index(\"name\", \"lower(email)\");";
            project.model("Account", "fields.varchar(\"email\", 40);", "fields.varchar(\"name\", 40);", index);
            project.makeMigrations();
            project.model("Account", "fields.varchar(\"name\", 40);", index);

            assertThatThrownBy(project::makeMigrations)
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining(
                            "'account_name_lower_email_idx' of the table account contains lower(email), and email is no"
                                    + " longer in the model");
        }
    }

    @Test
    void aRenamedColumnRenamesTheIndex() {
        try (var project = TestProject.empty()) {
            project.model("Account", "fields.varchar(\"email\", 40);", "fields.index(\"lower(email)\").unique();");
            assertThat(project.makeMigrations().warnings()).isEmpty();
            project.model(
                    "Account",
                    "fields.varchar(\"mail\", 40).renamedFrom(\"email\");",
                    "fields.index(\"lower(mail)\").unique();");

            assertThat(project.makeMigrations().operationLines())
                    .containsExactly(
                            "  ~ rename column account.email to mail",
                            "  ~ rename index account_lower_email_idx on account to account_lower_mail_idx");
        }
    }

    @Test
    void rowsThatMayBeInTheWayAreSaid() {
        try (var project = TestProject.empty()) {
            project.model("Account", "fields.varchar(\"email\", 40);");
            project.makeMigrations();
            project.model("Account", "fields.varchar(\"email\", 40);", "fields.index(\"lower(email)\").unique();");

            assertThat(project.makeMigrations().warnings())
                    .singleElement()
                    .asString()
                    .contains("fails when two rows have equal values in lower(email)");
        }
    }
}
