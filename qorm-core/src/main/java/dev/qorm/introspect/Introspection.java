package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.LinkedColumns.ColumnId;
import dev.qorm.schema.Schema;
import java.util.List;
import java.util.Map;

/**
 * What was read from a database.
 *
 * @param schema its tables
 * @param remarks what a schema cannot express of these tables
 * @param unenforced what the database does not enforce for all rows; these are differences from any schema
 * @param characters the character sets and collations of texts of MySQL and MariaDB, also those that the schema does not
 *     have because they are those of the table
 */
public record Introspection(
        Schema schema, List<Remark> remarks, List<Difference> unenforced, Map<ColumnId, FoundCharacters> characters) {
    public Introspection {
        remarks = List.copyOf(remarks);
        unenforced = List.copyOf(unenforced);
        characters = Map.copyOf(characters);
    }

    /** Returns the same with other remarks. */
    public Introspection remarks(List<Remark> others) {
        return new Introspection(schema, others, unenforced, characters);
    }

    /** Returns the tables, with the collations of columns where the expected columns have them. */
    public Schema schema(Schema expected, Dialect dialect) {
        return FoundCharacters.placed(schema, characters, expected, dialect);
    }
}
