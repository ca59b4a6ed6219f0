package dev.qorm.introspect;

import dev.qorm.schema.Schema;
import java.util.List;

/**
 * What was read from a database.
 *
 * @param schema its tables
 * @param remarks what of these tables a schema cannot say
 * @param unenforced what of the schema the database does not hold all rows to; these are differences from any schema
 */
public record Introspection(Schema schema, List<Remark> remarks, List<Difference> unenforced) {
    public Introspection {
        remarks = List.copyOf(remarks);
        unenforced = List.copyOf(unenforced);
    }
}
