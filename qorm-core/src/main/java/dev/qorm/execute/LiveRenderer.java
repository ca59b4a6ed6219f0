package dev.qorm.execute;

import dev.qorm.dialect.Collations;
import dev.qorm.dialect.DdlRenderer;
import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.LiveDatabase;
import dev.qorm.dialect.PostgresDefinitions;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropCheck;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.LinkedColumns;
import dev.qorm.schema.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Renders operations for a database in its current state. On MySQL and MariaDB, a column is changed by declaring it
 * again completely. This needs the character sets and collations of texts, which must be the same at both ends of a
 * foreign key, and other properties that no migration declares. On PostgreSQL, indexes and constraints that are created
 * again get their former properties.
 */
final class LiveRenderer {
    private final Sql sql;
    private final Dialect dialect;

    LiveRenderer(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** The statements of a migration, as rendered by a given renderer. */
    interface Rendering {
        List<RenderedOperation> by(DdlRenderer renderer);
    }

    /**
     * Renders operations.
     *
     * @param operations all that {@code rendering} renders
     * @param before the schema before them
     * @param known the steps that an earlier run recorded of their statements. When they are rendered again, the last
     *     one is the same: a text has the characters that it had at each point of the migration
     */
    List<RenderedOperation> render(
            List<Operation> operations, Schema before, List<StepJournal.Step> known, Rendering rendering)
            throws SQLException {
        var live = read(operations, before);
        if (live.collations() != Collations.NONE && !known.isEmpty()) {
            var done = done(rendering.by(dialect.renderer(LiveDatabase.STARTED)), known);
            live = new LiveDatabase(live.collations().before(done), live.definitions());
        }
        return rendering.by(dialect.renderer(live));
    }

    /** Reads the properties in the database that these operations may have to declare again. */
    LiveDatabase read(List<Operation> operations, Schema before) throws SQLException {
        if (dialect.isMySqlFamily()) {
            return new LiveDatabase(collations(operations, before), PostgresDefinitions.NONE);
        }
        return dialect == Dialect.POSTGRESQL
                ? new LiveDatabase(Collations.NONE, DefinitionsOnPostgres.read(operations, before, sql))
                : LiveDatabase.NONE;
    }

    /** Returns the collations before a run on MariaDB or MySQL, as far as its operations depend on them. */
    Collations collations(Run run) throws SQLException {
        return collations(run.operations(), run.before());
    }

    /**
     * Returns the operations all of whose statements are done; the number of statements does not depend on collations.
     */
    private static List<Operation> done(List<RenderedOperation> rendered, List<StepJournal.Step> known) {
        var left = known.stream().filter(StepJournal.Step::isDone).count();
        var done = new ArrayList<Operation>();
        for (var each : rendered) {
            left -= each.statements().size();
            if (left < 0) {
                break;
            }
            done.add(each.operation());
        }
        return done;
    }

    /**
     * Returns the character sets, collations and other properties of the tables whose columns these operations may
     * declare again.
     */
    private Collations collations(List<Operation> operations, Schema before) throws SQLException {
        var links = Collations.links(operations);
        if (operations.stream().noneMatch(LiveRenderer::needsCharacters) && !linksNewTexts(operations, links)) {
            return Collations.NONE;
        }
        var names = names(operations);
        names.addAll(outside(operations, before));
        var collations = read(names, Collations.linked(operations, links, dialect));
        sql.endReading();
        return collations;
    }

    /**
     * Which columns a rename or a check declares again, what a foreign key links, and how long the rows and keys of a
     * table are, is known only when it is rendered.
     */
    private static boolean needsCharacters(Operation operation) {
        return operation instanceof AlterColumn
                || operation instanceof RenameColumn
                || operation instanceof RenameConstraint
                || operation instanceof AddForeignKey
                || operation instanceof DropCheck
                || operation instanceof AddColumn
                || operation instanceof CreateIndex
                || operation instanceof AddUnique
                || operation instanceof AddPrimaryKey;
    }

    /** Whether foreign keys are created over new texts, which must have the properties of the other end. */
    private static boolean linksNewTexts(List<Operation> operations, LinkedColumns links) {
        return operations.stream()
                .flatMap(operation -> operation.inDetail().stream())
                .anyMatch(operation -> operation instanceof CreateTable create
                        ? create.table().columns().values().stream()
                                .anyMatch(column ->
                                        isLinkedText(links, create.table().name(), column))
                        : operation instanceof AddColumn add && isLinkedText(links, add.table(), add.column()));
    }

    private static boolean isLinkedText(LinkedColumns links, String table, Column column) {
        return Collations.isText(column.type())
                && links.of(table, column.name()).count() > 1;
    }

    private Collations read(Set<String> tables, Collations unread) throws SQLException {
        var collations = unread;
        var spatialSystem = dialect == Dialect.MYSQL ? "srs_id" : "null";
        var found = sql.query(
                "select table_name, column_name, character_set_name, collation_name, extra, column_type, "
                        + spatialSystem
                        + " from information_schema.columns where table_schema = database() and table_name in ("
                        + String.join(", ", Collections.nCopies(tables.size(), "?"))
                        + ") and (collation_name is not null or extra like '%INVISIBLE%' or extra like '%VIRTUAL%' or column_type like"
                        + " '% COMPRESSED%' or " + spatialSystem + " is not null)",
                row -> new Found(row.getString(1), row.getString(2), properties(row)),
                tables.toArray());
        for (var each : found) {
            collations = collations.with(each.table, each.column, each.properties);
        }
        return collations;
    }

    private Collations.Properties properties(ResultSet row) throws SQLException {
        var isUuid = dialect == Dialect.MYSQL && Collations.isUuid(row.getString(6), row.getString(3));
        var characters = row.getString(4) == null || isUuid
                ? null
                : new Collations.Characters(row.getString(3), row.getString(4));
        return new Collations.Properties(
                characters,
                row.getString(5).contains("INVISIBLE"),
                row.getString(6).contains(" COMPRESSED*/"),
                row.getString(5).contains("VIRTUAL"),
                row.getString(7));
    }

    private record Found(String table, String column, Collations.Properties properties) {}

    /**
     * Returns the external tables to which the tables of changed columns refer: a key to them is dropped and added again
     * while a column changes.
     */
    private static Set<String> outside(List<Operation> operations, Schema before) {
        return operations.stream()
                .flatMap(operation -> operation.inDetail().stream())
                .filter(AlterColumn.class::isInstance)
                .map(alter -> before.find(((AlterColumn) alter).table()))
                .filter(Objects::nonNull)
                .flatMap(table -> table.foreignKeys().values().stream())
                .filter(ForeignKey::isExternal)
                .map(ForeignKey::referencedTable)
                .collect(Collectors.toSet());
    }

    /**
     * Returns all names that the tables have before, during and after the migration, and those of the tables that they
     * will refer to.
     */
    private static Set<String> names(List<Operation> operations) {
        var names = new LinkedHashSet<String>();
        for (var operation : operations) {
            for (var each : operation.inDetail()) {
                if (each instanceof RenameTable rename) {
                    names.add(rename.from());
                    names.add(rename.to());
                } else if (each instanceof TableOperation change) {
                    names.add(change.table());
                }
                if (each instanceof AddForeignKey add) {
                    names.add(add.key().referencedTable());
                } else if (each instanceof CreateTable create) {
                    names.add(create.table().name());
                    create.table().foreignKeys().values().forEach(key -> names.add(key.referencedTable()));
                }
            }
        }
        return names;
    }
}
