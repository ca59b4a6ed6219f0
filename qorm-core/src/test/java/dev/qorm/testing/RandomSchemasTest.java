package dev.qorm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A generator that makes only simple schemas would make every law pass. */
class RandomSchemasTest {
    @Test
    void makesSchemasWithEveryKindOfPart() {
        List<Schema> some = new ArrayList<>();
        RandomSchemas.schemas().sampleStream().limit(300).forEach(some::add);

        assertThat(some).anyMatch(schema -> schema.tables().size() >= 4);
        assertThat(some).anyMatch(schema -> schema.tables().isEmpty());
        var tables = some.stream().flatMap(schema -> schema.tables().stream()).toList();
        assertThat(tables)
                .anyMatch(table -> table.foreignKeys().values().stream().anyMatch(key -> !key.refersTo(table.name())));
        assertThat(tables)
                .anyMatch(table -> table.foreignKeys().values().stream().anyMatch(key -> key.refersTo(table.name())));
        assertThat(tables).anyMatch(table -> !table.uniques().isEmpty());
        assertThat(tables).anyMatch(table -> !table.indexes().isEmpty());
        assertThat(tables).anyMatch(table -> !table.checks().isEmpty());
        assertThat(tables).anyMatch(table -> table.comment() != null);
        assertThat(tables).anyMatch(table -> table.primaryKey() == null);
    }
}
