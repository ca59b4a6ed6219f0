package dev.qorm.introspect;

import dev.qorm.schema.Schema;
import java.util.List;

/**
 * What was read from a database.
 *
 * @param schema its tables
 * @param remarks what of these tables a schema cannot say
 */
public record Introspection(Schema schema, List<Remark> remarks) {
    public Introspection {
        remarks = List.copyOf(remarks);
    }
}
