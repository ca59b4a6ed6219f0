package dev.qorm.operation;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The factory methods with which migrations are written. */
public final class Operations {
    private Operations() {}

    /** Creates a table that consists of these parts. */
    public static CreateTable createTable(String table, TableElement... elements) {
        return new CreateTable(Table.of(table, elements));
    }

    /** Drops a table that consists of these parts. */
    public static DropTable dropTable(String table, TableElement... elements) {
        return new DropTable(Table.of(table, elements));
    }

    /** Changes the comment on a table. */
    public static CommentTable commentTable(String table, @Nullable String from, @Nullable String to) {
        return new CommentTable(table, from, to);
    }

    /** Adds a column. */
    public static AddColumn addColumn(String table, Column column) {
        return new AddColumn(table, column, null);
    }

    /** Drops a column. */
    public static DropColumn dropColumn(String table, Column column) {
        return new DropColumn(table, column);
    }

    /** Changes a column; see also {@link AlterColumn#concurrently}. */
    public static AlterColumn alterColumn(String table, Column from, Column to) {
        return new AlterColumn(table, from, to);
    }

    /** Adds a primary key. */
    public static AddPrimaryKey addPrimaryKey(String table, PrimaryKey key) {
        return new AddPrimaryKey(table, key);
    }

    /** Drops a primary key. */
    public static DropPrimaryKey dropPrimaryKey(String table, PrimaryKey key) {
        return new DropPrimaryKey(table, key);
    }

    /** Adds a unique constraint; see also {@link AddUnique#concurrently}. */
    public static AddUnique addUnique(String table, UniqueConstraint unique) {
        return new AddUnique(table, unique);
    }

    /** Drops a unique constraint; see also {@link DropUnique#concurrently}. */
    public static DropUnique dropUnique(String table, UniqueConstraint unique) {
        return new DropUnique(table, unique);
    }

    /** Creates an index; see also {@link CreateIndex#concurrently}. */
    public static CreateIndex createIndex(String table, Index index) {
        return new CreateIndex(table, index);
    }

    /** Drops an index; see also {@link DropIndex#concurrently}. */
    public static DropIndex dropIndex(String table, Index index) {
        return new DropIndex(table, index);
    }

    /** Adds a check; see also {@link AddCheck#concurrently}. */
    public static AddCheck addCheck(String table, CheckConstraint check) {
        return new AddCheck(table, check);
    }

    /** Drops a check; see also {@link DropCheck#concurrently}. */
    public static DropCheck dropCheck(String table, CheckConstraint check) {
        return new DropCheck(table, check);
    }

    /** Adds a foreign key; see also {@link AddForeignKey#concurrently}. */
    public static AddForeignKey addForeignKey(String table, ForeignKey key) {
        return new AddForeignKey(table, key);
    }

    /** Drops a foreign key; see also {@link DropForeignKey#concurrently}. */
    public static DropForeignKey dropForeignKey(String table, ForeignKey key) {
        return new DropForeignKey(table, key);
    }

    /** Renames a table. */
    public static RenameTable renameTable(String from, String to) {
        return new RenameTable(from, to);
    }

    /** Renames a column. */
    public static RenameColumn renameColumn(String table, String from, String to) {
        return new RenameColumn(table, from, to);
    }

    /** Renames a key or check. */
    public static RenameConstraint renameConstraint(String table, String from, String to) {
        return new RenameConstraint(table, from, to);
    }

    /** Renames an index. */
    public static RenameIndex renameIndex(String table, String from, String to) {
        return new RenameIndex(table, from, to);
    }

    /**
     * Runs one statement unchanged. Declare how to undo it with {@link RunSql#reversedBy}, and which operations it
     * replaces with {@link RunSql#insteadOf}.
     */
    public static RunSql runSql(String sql) {
        return new RunSql(sql, null);
    }

    /** Runs Java code over the rows. Declare how to undo it with {@link RunJava#reversedBy}. */
    public static RunJava runJava(Class<? extends JavaStep> step) {
        return new RunJava(step, null, false, List.of());
    }

    /** A NOT NULL column without a default. */
    public static Column column(String name, ColumnType type) {
        return Column.of(name, type);
    }

    /** A primary key over these columns. */
    public static PrimaryKey primaryKey(String name, String... columns) {
        return new PrimaryKey(name, List.of(columns));
    }

    /** A unique constraint over these columns. */
    public static UniqueConstraint unique(String name, String... columns) {
        return new UniqueConstraint(name, List.of(columns));
    }

    /** A check with this condition. */
    public static CheckConstraint check(String name, String expression) {
        return new CheckConstraint(name, expression);
    }

    /** An index over these columns, in ascending order. */
    public static Index index(String name, String... columns) {
        return new Index(name, Stream.of(columns).map(IndexColumn::asc).toList(), false, null);
    }

    /** An index over these columns or expressions. */
    public static Index index(String name, IndexColumn... columns) {
        return new Index(name, List.of(columns), false, null);
    }

    /** A unique index over these columns, in ascending order: it rejects rows with the same values. */
    public static Index uniqueIndex(String name, String... columns) {
        return index(name, columns).unique();
    }

    /** A unique index over these columns or expressions: it rejects rows with the same values. */
    public static Index uniqueIndex(String name, IndexColumn... columns) {
        return index(name, columns).unique();
    }

    /** A column of an index in ascending order. */
    public static IndexColumn asc(String column) {
        return IndexColumn.asc(column);
    }

    /** A column of an index in descending order. */
    public static IndexColumn desc(String column) {
        return IndexColumn.desc(column);
    }

    /** An SQL expression in an index, in ascending order; see also {@link IndexColumn#descending}. */
    public static IndexColumn expression(String sql) {
        return IndexColumn.expression(sql);
    }

    /**
     * A foreign key from these columns. Set its target with {@link ForeignKeyFrom#references} or {@link
     * ForeignKeyFrom#referencesExternal}.
     */
    public static ForeignKeyFrom foreignKey(String name, String... columns) {
        return new ForeignKeyFrom(name, List.of(columns));
    }

    /**
     * A foreign key without its target.
     *
     * @param name the constraint's name
     * @param columns the referencing columns
     */
    public record ForeignKeyFrom(String name, List<String> columns) {
        /**
         * Returns the complete key, which refers to these columns of {@code table}. It rejects changes that would leave
         * rows without a target.
         */
        public ForeignKey references(String table, String... referencedColumns) {
            return new ForeignKey(
                    name,
                    columns,
                    table,
                    List.of(referencedColumns),
                    ReferentialAction.NO_ACTION,
                    ReferentialAction.NO_ACTION);
        }

        /** Does the same for an external table, which the migrations do not create. */
        public ForeignKey referencesExternal(String table, String... referencedColumns) {
            return references(table, referencedColumns).external(true);
        }
    }
}
