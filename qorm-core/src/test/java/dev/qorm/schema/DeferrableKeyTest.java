package dev.qorm.schema;

import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No foreign key can refer to a deferrable unique constraint. */
class DeferrableKeyTest {
    private static final UniqueConstraint KEY = unique("p_code_key", "code");
    private static final Table CHILD = Table.of(
            "c",
            column("code", integer()),
            foreignKey("c_fkey", "code").references("p", "code").initiallyDeferred());

    private static Table parent(UniqueConstraint... keys) {
        return Table.of(
                "p",
                null,
                Stream.concat(
                                Stream.of(
                                        column("id", integer()), column("code", integer()), primaryKey("p_pkey", "id")),
                                Stream.of(keys))
                        .toList());
    }

    @Test
    void isNoTarget() {
        assertThatThrownBy(() -> Schema.of(List.of(parent(KEY.deferrable()), CHILD)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(
                        "refers to p[code], a deferrable unique constraint, to which no foreign key can refer");
        assertThatThrownBy(() -> Schema.of(List.of(parent(KEY), CHILD)).replace(parent(KEY.initiallyDeferred())))
                .isInstanceOf(SchemaException.class);
    }

    @Test
    void mayBeBesideOne() {
        var both = parent(KEY, unique("other_key", "code").deferrable());

        assertThat(Schema.of(List.of(both, CHILD)).table("p").keys()).containsExactly(List.of("id"), List.of("code"));
        assertThat(Schema.of(List.of(both, CHILD)).replace(parent(KEY)).table("p"))
                .isEqualTo(parent(KEY));
    }

    @Test
    void staysWithItsOtherProperties() {
        assertThat(KEY.deferrable().named("x").over(List.of("id")).deferral()).isEqualTo(Deferral.INITIALLY_IMMEDIATE);
        var key = CHILD.foreignKeys().get("c_fkey");
        assertThat(key.named("x")
                        .over(List.of("a"))
                        .to("q", List.of("b"))
                        .onDelete(ReferentialAction.CASCADE)
                        .onUpdate(ReferentialAction.CASCADE)
                        .external(true)
                        .deferral())
                .isEqualTo(Deferral.INITIALLY_DEFERRED);
        assertThat(key.deferral(null).deferral()).isNull();
    }
}
