package dev.qorm.introspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.Table;
import dev.qorm.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of tables as SQLite keeps them, and what is left of them when something goes wrong. */
class CreateTableTextTest {
    private static final String EVERYTHING = """
            create table t (
                id integer constraint own primary key desc on conflict fail autoincrement,
                name varchar(20) collate nocase not null on conflict ignore default 'it''s' unique,
                [odd "name] enum text null check ([odd "name] in ('a', 'b')), -- a remark
                "sum" decimal(10, 2) generated always as (a + (b * 2)) stored /* another */,
                other int default -5 references o (id, `x`) on delete set null on update cascade
                    match full not deferrable initially immediate,
                primary key (id autoincrement, name collate nocase desc) on conflict abort,
                constraint u unique (name, other asc),
                check (other > 0), foreign key (other) references t on delete set default deferrable
            ) strict, without rowid
            """;

    private static Table read(String sql) {
        var text = CreateTableText.parse("t", sql);
        return Table.of("t", null, text.elements(table -> null));
    }

    @Test
    void aKeyMayBeCountedAtTheEndOfTheTable() {
        var text = CreateTableText.parse("t", "create table t(a integer, primary key(a autoincrement))");
        assertThat(text.extras()).isEmpty();
        assertThat(Table.of("t", null, text.elements(table -> null)))
                .isEqualTo(read("create table t(a integer primary key autoincrement)"));
    }

    @Test
    void whatNobodyKnowsIsPassedOverAndSaid() {
        var text = CreateTableText.parse("t", "create table t(a int, unique(a backwards 7))");
        assertThat(text.extras()).containsExactly("backwards", "7");
        assertThat(text.elements(table -> null)).hasSize(2);
    }

    /** SQLite takes it for a property of the last foreign key before it, even of another column. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x int not null references p (id) unique deferrable initially deferred",
                "x int references p (id) not null deferrable initially deferred unique",
                "x int references p (id) not deferrable unique constraint d not null deferrable initially deferred",
                "x int unique references p (id) not null, y int deferrable initially deferred"
            })
    void aForeignKeyMayBeDeferredBehindAnotherConstraint(String columns) {
        var text = CreateTableText.parse("t", "create table t (" + columns + ")");

        assertThat(text.extras()).isEmpty();
        assertThat(text.references)
                .extracting(CreateTableText.ForeignKeyText::deferral)
                .containsExactly(Deferral.INITIALLY_DEFERRED);
        assertThat(text.uniques).hasSize(1);
        assertThat(text.columns.get("x").isNullable).isFalse();
        try (var database = TestDatabase.fresh(Dialect.SQLITE)) {
            database.execute("pragma foreign_keys = on");
            database.execute("create table p (id int primary key)");
            database.execute("create table t (" + columns + ")");
            database.execute("begin; insert into t (x) values (7); insert into p values (7); commit");
        }
    }

    @Test
    void aDeferralOfNoForeignKeyMeansNothing() {
        var text = CreateTableText.parse("t", "create table t (x int not null deferrable, y int not deferrable)");
        assertThat(text.extras()).isEmpty();
        assertThat(text.columns.get("x").isNullable).isFalse();
        assertThat(text.columns.get("y").isNullable).isTrue();
    }

    @Test
    void aKeyWithoutColumnsIsRefused() {
        assertThatThrownBy(() -> read("create table t(a int, primary key("))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("primary key t_pkey");
    }

    @Test
    void longTextsAreRead() {
        assertThat(read("create table t(a text default '" + "it''s ".repeat(20_000) + "')")
                        .columns())
                .hasSize(1);
    }

    @Test
    void anyTextComesToAnEnd() {
        for (var i = 0; i <= EVERYTHING.length(); i++) {
            ends(EVERYTHING.substring(0, i));
            ends(EVERYTHING.substring(0, i) + EVERYTHING.substring(Math.min(i + 3, EVERYTHING.length())));
            for (var odd :
                    List.of(" autoincrement ", " nobody ", "(", ")", ",", "'", " 7 ", " primary ", " on ", ";")) {
                ends(EVERYTHING.substring(0, i) + odd + EVERYTHING.substring(i));
            }
        }
    }

    private static void ends(String sql) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> {
                    try {
                        read(sql);
                    } catch (SchemaException e) {
                        assertThat(e.getMessage()).isNotBlank();
                    }
                },
                sql);
    }
}
