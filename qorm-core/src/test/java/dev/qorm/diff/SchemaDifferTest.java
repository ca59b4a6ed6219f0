package dev.qorm.diff;

import static dev.qorm.operation.Operations.asc;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.expression;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.json;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.operation.Operation;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaDifferTest {
    private static Schema schema(Table... tables) {
        return Schema.of(List.of(tables));
    }

    private static Table table(String name, TableElement... more) {
        return Table.of(
                name,
                Stream.concat(Stream.of(column("id", bigint()), primaryKey(name + "_pkey", "id")), Stream.of(more))
                        .toArray(TableElement[]::new));
    }

    private static TableElement[] reference(String from, String to) {
        return new TableElement[] {
            column(to + "_id", bigint()),
            foreignKey(from + "_" + to + "_id_fkey", to + "_id").references(to, "id")
        };
    }

    private static List<String> diff(Schema from, Schema to) {
        return SchemaDiffer.diff(from, to).stream().map(Operation::describe).toList();
    }

    @Test
    void createsTheTableThatIsReferredToFirst() {
        var to = schema(table("author", reference("author", "publisher")), table("publisher"));

        assertThat(diff(Schema.empty(), to)).containsExactly("create table publisher", "create table author");
    }

    @Test
    void cutsACircleByOneForeignKey() {
        var to = schema(
                table("a", reference("a", "b")), table("b", reference("b", "c")), table("c", reference("c", "a")));

        assertThat(diff(Schema.empty(), to))
                .containsExactly(
                        "create table c",
                        "create table b",
                        "create table a",
                        "add foreign key c_a_id_fkey on c(a_id) to a(id)");
        assertThat(diff(to, Schema.empty()))
                .containsExactly(
                        "drop foreign key c_a_id_fkey on c(a_id) to a(id)",
                        "drop table a",
                        "drop table b",
                        "drop table c");
    }

    @Test
    void keepsAReferenceToItselfInTheTable() {
        assertThat(diff(Schema.empty(), schema(table("node", reference("node", "node")))))
                .containsExactly("create table node");
    }

    @Test
    void dropsTheForeignKeyBeforeItsColumnAndItsTable() {
        var from = schema(table("author", reference("author", "publisher")), table("publisher"));

        assertThat(diff(from, schema(table("author"))))
                .containsExactly(
                        "drop foreign key author_publisher_id_fkey on author(publisher_id) to publisher(id)",
                        "drop column author.publisher_id",
                        "drop table publisher");
    }

    @Test
    void leavesNoTableWithoutColumns() {
        var from = Schema.of(List.of(Table.of("t", column("a", integer()), column("b", integer()))));
        var to = Schema.of(List.of(Table.of("t", column("c", bigint()).autoIncrement(), column("d", integer()))));

        assertThat(diff(from, to))
                .containsExactly("add column t.d", "drop column t.a", "drop column t.b", "add column t.c");
    }

    @Test
    void makesTheTargetUniqueBeforeAForeignKeyRefersToIt() {
        var from = schema(table("a", column("code", integer())), table("b", column("a_code", integer())));
        var to = schema(
                table("a", column("code", integer()), unique("a_code_key", "code")),
                table(
                        "b",
                        column("a_code", integer()),
                        foreignKey("b_fkey", "a_code").references("a", "code")));

        assertThat(diff(from, to))
                .containsExactly(
                        "add unique constraint a_code_key on a(code)",
                        "add foreign key b_fkey on b(a_code) to a(code)");
        assertThat(diff(to, from))
                .containsExactly(
                        "drop foreign key b_fkey on b(a_code) to a(code)",
                        "drop unique constraint a_code_key on a(code)");
    }

    @Test
    void aForeignKeyStepsAsideWhileTheKeyThatItStandsOnIsMadeAnew() {
        TableElement code = column("code", bigint());
        var asUnique = Table.of("a", code, unique("a_code", "code"));
        var asPrimaryKey = Table.of("a", code, primaryKey("a_code", "code"));
        var b = Table.of("b", column("a", bigint()), foreignKey("b_fkey", "a").references("a", "code"));

        assertThat(diff(schema(asUnique, b), schema(asPrimaryKey, b)))
                .containsExactly(
                        "drop foreign key b_fkey on b(a) to a(code)",
                        "drop unique constraint a_code on a(code)",
                        "add primary key a_code on a(code)",
                        "add foreign key b_fkey on b(a) to a(code)");
    }

    @Test
    void whatGotAnotherNameOnlyIsRenamed() {
        var from = table("a", column("x", integer()), index("old_idx", "x"), unique("old_key", "x"));
        var to = table("a", column("x", integer()), index("new_idx", "x"), unique("new_key", "x"));

        assertThat(diff(schema(from), schema(to)))
                .containsExactly("rename index old_idx on a to new_idx", "rename constraint old_key on a to new_key");
    }

    @Test
    void dropsTheForeignKeyOfADroppedTableBeforeItsTargetChangesTheType() {
        var other = Table.of("a", column("id", varchar(20)), primaryKey("a_pkey", "id"));

        assertThat(diff(schema(table("a"), table("b", reference("b", "a"))), schema(other)))
                .containsExactly(
                        "drop foreign key b_a_id_fkey on b(a_id) to a(id)",
                        "alter column a.id: bigint -> varchar(20)",
                        "drop table b");
    }

    @Test
    void altersBeforeItIndexesAndDropsIndexesBeforeItAlters() {
        var plain = table("a", column("x", integer()), index("old_idx", "x"));
        var changed = table("a", column("x", varchar(9)), index("new_idx", "x", "id"), check("x_set", "x <> ''"));

        assertThat(diff(schema(plain), schema(changed)))
                .containsExactly(
                        "drop index old_idx on a(x)",
                        "alter column a.x: integer -> varchar(9)",
                        "create index new_idx on a(x, id)",
                        "add check x_set on a: x <> ''");
    }

    @Test
    void dropsGeneratedColumnsFirstAndAddsThemLast() {
        var from = table("a", column("b", integer()), column("g", integer()).generatedAs("b + 1"), index("g_idx", "g"));
        var to = table("a", column("b", bigint()), column("g", integer()).generatedAs("b + 1"), index("g_idx", "g"));

        assertThat(diff(schema(from), schema(to)))
                .containsExactly(
                        "drop index g_idx on a(g)",
                        "drop column a.g",
                        "alter column a.b: integer -> bigint",
                        "add column a.g",
                        "create index g_idx on a(g)");
    }

    @Test
    void theOrderOfColumnsIsNoChange() {
        var one = table("a", column("x", integer()), column("y", integer()));
        var other = table("a", column("y", integer()), column("x", integer()));

        assertThat(diff(schema(one), schema(other))).isEmpty();
    }

    @Test
    void aDroppedTableMakesRoomForANameThatIsWantedAnew() {
        var from = schema(table("old", column("x", integer()), index("the_idx", "x")));
        var to = schema(table("fresh", column("x", integer()), index("the_idx", "x")));

        assertThat(diff(from, to)).containsExactly("drop table old", "create table fresh");
    }

    @Test
    void aChainOfThousandsOfTablesDoesNotOverflowTheStack() {
        var tables = IntStream.range(0, 5000)
                .mapToObj(i -> table("t" + i, reference("t" + i, "t" + (i + 1) % 5000)))
                .toList();

        var operations = SchemaDiffer.diff(Schema.empty(), Schema.of(tables));

        assertThat(operations).hasSize(5001);
        assertThat(SchemaDiffer.diff(Schema.of(tables), Schema.empty())).hasSize(5001);
    }

    @Test
    void onlyWhatLosesDataIsDestructive() {
        var from = schema(
                table(
                        "a",
                        column("x", varchar(20)),
                        column("y", integer()),
                        column("z", timestamp()),
                        column("flag", bool()),
                        column("twice", integer()).nullable().generatedAs("y * 2"),
                        column("w", integer()).nullable()),
                table("gone"));
        var to = schema(
                table(
                        "a",
                        column("x", varchar(10)),
                        column("y", varchar(4)),
                        column("z", date()),
                        column("flag", integer()),
                        column("twice", integer()).nullable().generatedAs("y * 3"),
                        column("w", integer()).nullable().generatedAs("1")),
                table("fresh"));

        assertThat(SchemaDiffer.diff(from, to).stream()
                        .filter(Operation::isDestructive)
                        .map(Operation::describe))
                .containsExactly("drop column a.w", "alter column a.z: timestamp -> date", "drop table gone");
    }

    private static Schema account(String column, IndexColumn... columns) {
        return schema(table("t", column(column, varchar(20)), uniqueIndex("t_key", columns)));
    }

    @Test
    void anExpressionInAnIndexIsComparedByWhatItSays() {
        var from = account("mail", expression("lower(mail)"), asc("mail"));

        assertThat(diff(from, account("mail", expression("( LOWER( \"mail\" ) )"), asc("mail"))))
                .isEmpty();
        assertThat(diff(from, account("mail", expression("upper(mail)").descending(), asc("mail"))))
                .containsExactly(
                        "drop unique index t_key on t(lower(mail), mail)",
                        "create unique index t_key on t(upper(mail) desc, mail)");
        assertThat(diff(from, account("mail", asc("mail"))))
                .containsExactly(
                        "drop unique index t_key on t(lower(mail), mail)", "create unique index t_key on t(mail)");
        assertThat(SchemaDiffer.diff(
                                from,
                                account("email", expression("lower(email)"), asc("email")),
                                List.of(new Rename("t", "mail", "email")))
                        .stream()
                        .map(Operation::describe))
                .containsExactly("rename column t.mail to email");
    }

    @Test
    void anIndexGoesBeforeTheColumnThatItReads() {
        var from =
                schema(table("t", column("a", integer()), column("b", integer()), index("t_i", expression("b + 1"))));

        assertThat(diff(from, schema(table("t", column("a", integer())))))
                .containsExactly("drop index t_i on t(b + 1)", "drop column t.b");
        assertThatThrownBy(() -> dropColumn("t", column("b", integer())).applyTo(from))
                .hasMessageContaining("'t_i' reads it, which is over b + 1");
    }

    @Test
    void anotherWritingOfTheSameIsNoChange() {
        var from = schema(table(
                "t",
                column("d", integer()),
                column("twice", integer()).generatedAs("d*2").nullable(),
                column("at", timestamp()).defaultExpression("current_timestamp"),
                column("j", json()).defaultValue("{\"a b\": 1}"),
                check("t_d", "d>0"),
                check("twice", "d>1"),
                index("t_d_idx", "d").where("d>7")));
        var to = schema(table(
                "t",
                column("d", integer()),
                column("twice", integer()).generatedAs("d * 2").nullable(),
                column("at", timestamp()).defaultExpression("CURRENT_TIMESTAMP"),
                column("j", json()).defaultValue("{ \"a b\":1 }"),
                check("t_d", "(d > 0)"),
                check("twice", "d > 1"),
                index("t_d_idx", "d").where("( D  > 7)")));

        assertThat(diff(from, to)).isEmpty();
        assertThat(diff(
                        from,
                        schema(table(
                                "t",
                                column("d", integer()),
                                column("twice", integer()).generatedAs("d * 2").nullable(),
                                column("at", timestamp()).defaultExpression("CURRENT_TIMESTAMP"),
                                column("j", json()).defaultValue("{\"ab\": 1}"),
                                check("t_d", "(d > 0)"),
                                check("twice", "d > 1"),
                                index("t_d_idx", "d").where("d>8")))))
                .containsExactly(
                        "drop index t_d_idx on t(d) where d>7",
                        "alter column t.j: default '{\"a b\": 1}' -> '{\"ab\": 1}'",
                        "create index t_d_idx on t(d) where d>8");
    }
}
