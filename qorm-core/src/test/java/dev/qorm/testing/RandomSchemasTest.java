package dev.qorm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.diff.SchemaDiffer;
import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CommentTable;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropCheck;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropForeignKey;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Property;
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

    /** The same lives each time: what is rare may be missing among others. */
    @Property(tries = 1, seed = "7")
    void makesLivesWithEveryKindOfOperation() {
        var kinds = new HashSet<Class<?>>();
        var operations = RandomEvolutions.evolutions()
                .sampleStream()
                .limit(2000)
                .flatMap(List::stream)
                .flatMap(step -> SchemaDiffer.diff(step.before(), step.after(), step.renames()).stream())
                .peek(operation -> kinds.add(operation.getClass()))
                .toList();

        assertThat(kinds)
                .contains(
                        AddCheck.class,
                        AddColumn.class,
                        AddForeignKey.class,
                        AddPrimaryKey.class,
                        AddUnique.class,
                        AlterColumn.class,
                        CommentTable.class,
                        CreateIndex.class,
                        CreateTable.class,
                        DropCheck.class,
                        DropColumn.class,
                        DropForeignKey.class,
                        DropIndex.class,
                        DropPrimaryKey.class,
                        DropTable.class,
                        DropUnique.class,
                        RenameColumn.class,
                        RenameConstraint.class,
                        RenameIndex.class,
                        RenameTable.class);
        assertThat(operations)
                .anyMatch(each -> each instanceof CreateIndex create
                        && create.index().columns().size() > 1);
        assertThat(operations)
                .anyMatch(each ->
                        each instanceof AddForeignKey add && add.key().columns().size() > 1);
        assertThat(operations)
                .anyMatch(each -> each instanceof AlterColumn alter
                        && alter.from().type() instanceof ColumnType.Enumeration
                        && alter.to().type() instanceof ColumnType.Varchar);
        assertThat(operations)
                .anyMatch(each -> each instanceof AddColumn add && add.column().generatedAs() != null);
        assertThat(operations)
                .anyMatch(each -> each instanceof AlterColumn alter
                        && alter.from().isAutoIncrement()
                        && !alter.to().isAutoIncrement());
        assertThat(operations)
                .anyMatch(each -> each instanceof AddCheck add
                        && SqlText.certainColumns(add.check().expression()).size() > 1);
        assertThat(operations)
                .anyMatch(each ->
                        each instanceof CreateIndex create && create.index().where() != null);
        assertThat(operations)
                .anyMatch(each ->
                        each instanceof CreateIndex create && create.index().hasExpressions());
        assertThat(operations)
                .anyMatch(each -> each instanceof CreateIndex create
                        && !create.index().include().isEmpty());
        assertThat(operations)
                .anyMatch(each ->
                        each instanceof AddUnique add && !add.unique().include().isEmpty());
        assertThat(operations)
                .anyMatch(each -> each instanceof AddUnique add && add.unique().isNullsNotDistinct());
        assertThat(operations)
                .as("names that are swapped")
                .anyMatch(each ->
                        each instanceof RenameTable rename && rename.from().startsWith("qorm_renaming_"));
    }
}
