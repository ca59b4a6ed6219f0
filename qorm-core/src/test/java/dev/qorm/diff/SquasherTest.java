package dev.qorm.diff;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runJava;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.CreateTable;
import dev.qorm.operation.JavaStep;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SquasherTest {
    private static final Operation FILL =
            runSql("insert into author (id, name) values (1, 'Ada')").reversedBy("delete from author");

    private static CreateTable table(String name, TableElement... elements) {
        var all = new ArrayList<TableElement>(List.of(column("id", bigint())));
        all.addAll(List.of(elements));
        all.add(primaryKey(name + "_pkey", "id"));
        return createTable(name, all.toArray(TableElement[]::new));
    }

    private static TableElement name(int length) {
        return column("name", varchar(length));
    }

    @Test
    void aTableIsCreatedAsItIsInTheEnd() {
        assertThat(Squasher.squash(List.of(
                        table("writer", name(20), column("age", bigint())),
                        addColumn("writer", column("email", varchar(80)).nullable()),
                        alterColumn("writer", column("name", varchar(20)), column("name", varchar(40))),
                        renameColumn("writer", "email", "mail"),
                        dropColumn("writer", column("age", bigint())),
                        renameTable("writer", "author"),
                        createIndex("author", index("author_name_idx", "name")))))
                .singleElement()
                .isInstanceOfSatisfying(CreateTable.class, create -> {
                    assertThat(create.table().name()).isEqualTo("author");
                    assertThat(create.table().columns().keySet()).containsExactly("id", "name", "mail");
                    assertThat(create.table().indexes()).containsOnlyKeys("author_name_idx");
                });
    }

    @Test
    void whatIsDroppedAgainNeverIs() {
        assertThat(Squasher.squash(List.of(
                        table("author", name(20)), table("post"), table("post").reverse())))
                .containsExactly(table("author", name(20)));
        assertThat(Squasher.squash(List.of(table("author"), table("author").reverse())))
                .isEmpty();
    }

    @Test
    void aKeyToAnExternalTableIsCreatedWithItsOwn() {
        var key = foreignKey("post_author_fkey", "id").referencesExternal("author", "id");
        assertThat(Squasher.squash(List.of(table("post"), addForeignKey("post", key))))
                .singleElement()
                .isInstanceOfSatisfying(
                        CreateTable.class,
                        create -> assertThat(create.table().foreignKeys()).containsValue(key));
    }

    /** What was for the rows of databases that are there, no new one needs. */
    @Test
    void whatIsElidableIsLeftOut() {
        assertThat(Squasher.squash(List.of(
                        runSql("analyze").elidable(),
                        table("foo", name(20)),
                        runJava(JavaStep.Nothing.class).elidable(),
                        table("bar"),
                        ((RunSql) FILL).elidable(),
                        renameTable("foo", "phou"),
                        table("bar").reverse(),
                        runSql("analyze").elidable())))
                .singleElement()
                .isInstanceOfSatisfying(
                        CreateTable.class,
                        create -> assertThat(create.table().name()).isEqualTo("phou"));
    }

    @Test
    void keysOfACircleComeAfterTheTables() {
        var toPost = foreignKey("author_post_fkey", "best").references("post", "id");
        var toAuthor = foreignKey("post_author_fkey", "author").references("author", "id");

        var squashed = Squasher.squash(List.of(
                table("author", column("best", bigint())),
                table("post", column("author", bigint())),
                addForeignKey("author", toPost),
                addForeignKey("post", toAuthor)));

        assertThat(squashed).hasSize(3);
        assertThat(squashed.subList(0, 2)).allMatch(CreateTable.class::isInstance);
    }

    /** It does to the table what they do, and what is behind it finds that. */
    @Test
    void aStatementInPlaceOfOperationsStaysAtItsPlace() {
        var index = createIndex("author", index("author_name_idx", "name"));
        var statement = runSql("create index …").on("sqlite");
        var email = addColumn("author", column("email", varchar(80)).nullable());
        assertThat(Squasher.squash(List.of(
                        table("author", name(20)),
                        alterColumn("author", column("name", varchar(20)), column("name", varchar(40))),
                        statement.insteadOf(index.concurrently()),
                        email,
                        dropIndex("author", index.index()))))
                .containsExactly(
                        table("author", name(40)),
                        statement.insteadOf(index), // in the transaction of the squash
                        email,
                        dropIndex("author", index.index()));
    }

    /** It may read what the table was like when it was written. */
    @Test
    void aStatementRunsBetweenTheSchemasThatItRanBetween() {
        var add = addColumn("author", column("email", varchar(80)).nullable());
        var drop = dropColumn("author", column("email", varchar(80)).nullable());

        assertThat(Squasher.squash(
                        List.of(table("author"), addColumn("author", column("name", varchar(20))), FILL, add, drop)))
                .containsExactly(table("author", column("name", varchar(20))), FILL, add, drop);
    }

    /** The rows of those that were there go through all that changed them. */
    @Test
    void afterAStatementOnlyTablesThatAreNewAreCreatedAtOnce() {
        var toAuthor = foreignKey("post_author_fkey", "author").references("author", "id");
        var add = addColumn("author", column("email", varchar(80)).nullable());

        var squashed = Squasher.squash(List.of(
                table("author", name(20)),
                FILL,
                table("post"),
                add,
                addColumn("post", column("author", bigint())),
                addForeignKey("post", toAuthor)));

        assertThat(squashed)
                .containsExactly(
                        table("author", name(20)),
                        FILL,
                        table("post", column("author", bigint())),
                        add,
                        addForeignKey("post", toAuthor));
    }

    @Test
    void nothingIsDoneConcurrently() {
        var index = createIndex("author", index("author_name_idx", "name"));

        assertThat(Squasher.squash(List.of(
                        table("author", name(20)),
                        FILL,
                        index.concurrently(),
                        dropIndex("author", index.index()).concurrently())))
                .containsExactly(table("author", name(20)), FILL, index, index.reverse());
    }

    @Test
    void whereANewTableHasTheNameOfAnOldOneAllStaysAsItIs() {
        var operations = List.of(
                table("author", name(20)),
                FILL,
                renameTable("author", "person"),
                table("author"),
                addColumn("author", column("name", varchar(9)).nullable()));

        assertThat(Squasher.squash(operations)).isEqualTo(operations);
    }

    /** A table of which rows get their values, by a query. */
    @Test
    void whatARowReadsIsAsItWasThen() {
        var operations = List.of(
                table("author", name(20)),
                FILL,
                table("land", column("code", bigint())),
                addColumn("author", column("land", bigint())).backfillSql("(select max(code) from land)"),
                renameColumn("land", "code", "number"));

        assertThat(Squasher.squash(operations)).isEqualTo(operations);
    }

    /** Some databases have tables, indexes and keys in one namespace. */
    @Test
    void aNewTableWaitsForTheNameOfAnIndex() {
        var index = index("post", "name");
        var operations = List.of(
                table("author", name(20)),
                FILL,
                createIndex("author", index),
                dropIndex("author", index),
                table("post"),
                addColumn("post", column("name", varchar(9)).nullable()));

        assertThat(Squasher.squash(operations)).isEqualTo(operations);
    }

    @Test
    void anIndexOfANewTableWaitsForItsName() {
        var index = index("name_idx", "id");
        var operations = List.of(
                table("author", name(20), index),
                FILL,
                dropIndex("author", index),
                table("post"),
                createIndex("post", index));

        assertThat(Squasher.squash(operations)).isEqualTo(operations);
    }
}
