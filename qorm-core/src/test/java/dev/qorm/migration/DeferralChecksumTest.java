package dev.qorm.migration;

import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.unique;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Databases have checksums of migrations that were written before keys could be deferrable. */
class DeferralChecksumTest {
    @Test
    void aKeyThatIsNotDeferrableHasTheSameChecksumAsBefore() {
        var key = foreignKey("k", "a").references("p", "id");

        assertThat(Checksum.canonical(List.of(addUnique("t", unique("u", "a")))))
                .isEqualTo(
                        "[AddUnique{table=String1:t,unique=UniqueConstraint{name=String1:u,columns=[String1:a,],},},]");
        assertThat(Checksum.canonical(List.of(addForeignKey("t", key))))
                .doesNotContain("deferral")
                .contains("onUpdate=9:NO_ACTION,},},]");
    }

    @Test
    void aDeferrableKeyHasAnotherOne() {
        var key = foreignKey("k", "a").references("p", "id");

        assertThat(Checksum.canonical(List.of(addForeignKey("t", key.initiallyDeferred()))))
                .contains("onUpdate=9:NO_ACTION,deferral=18:INITIALLY_DEFERRED,},},]");
        assertThat(Checksum.canonical(List.of(addUnique("t", unique("u", "a").deferrable()))))
                .contains("deferral=19:INITIALLY_IMMEDIATE,},},]");
    }
}
