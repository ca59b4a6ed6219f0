package dev.qorm.introspect;

import dev.qorm.schema.Schema;
import java.util.List;

/**
 * What was read from a database.
 *
 * @param schema its tables
 * @param remarks what a schema cannot express of these tables
 * @param unenforced what the database does not enforce for all rows; these are differences from any schema
 */
public record Introspection(Schema schema, List<Remark> remarks, List<Difference> unenforced) {
    public Introspection {
        remarks = List.copyOf(remarks);
        unenforced = List.copyOf(unenforced);
    }
}
