package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.Index;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What SQLite would lose with a table that is built anew from what migrations know of it. Its indexes and triggers are no
 * part of it: they are made again.
 */
public final class SqliteLosses {
    private SqliteLosses() {}

    /**
     * What is otherwise than the migrations know it, a sentence each; empty for nothing.
     *
     * @param known the table as the migrations know it
     */
    public static List<String> of(Connection connection, Table known) throws SQLException {
        var catalogue = new SqliteIntrospection(new Catalogue(connection), SqliteIntrospection.LIVE);
        var text = catalogue.find(known.name());
        if (text == null) {
            return List.of("there is no table " + known.name());
        }
        var expected = withoutIndexes(known.name(), known.elements());
        var pair = TablePair.of(expected, withoutIndexes(known.name(), text.elements(catalogue::find)), Dialect.SQLITE);
        if (pair.isUnclear()) {
            pair = pair.written(Scratch.of(connection, Dialect.SQLITE)
                    .written(List.of(expected))
                    .get(known.name()));
        }
        var differences = new ArrayList<Difference>();
        pair.addTo(differences);
        var losses = new ArrayList<String>();
        differences.forEach(difference -> losses.add(difference.toString()));
        text.extras().forEach(extra -> losses.add(known.name() + ": there is '" + extra + "', which no migration has"));
        return losses;
    }

    private static Table withoutIndexes(String name, List<TableElement> elements) {
        return Table.of(
                name,
                null,
                elements.stream().filter(element -> !(element instanceof Index)).toList());
    }
}
