package dev.qorm.dialect;

import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.ColumnRenaming;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What indexes, keys and checks of a live PostgreSQL have and no migration says: included columns, operator classes,
 * {@code deferrable} and the like. One that goes while a column changes comes back as it was.
 */
public final class PostgresDefinitions {
    /** Nothing is known, as without a database. */
    public static final PostgresDefinitions NONE = new PostgresDefinitions(List.of());

    private final List<Definition> all;

    private PostgresDefinitions(List<Definition> all) {
        this.all = all;
    }

    public static PostgresDefinitions of(List<Definition> all) {
        return all.isEmpty() ? NONE : new PostgresDefinitions(List.copyOf(all));
    }

    /**
     * One of them.
     *
     * @param table its table
     * @param part what the migrations say of it
     * @param text of an index, what stands between its table and its condition; of a primary key and a unique constraint, all
     *     behind the name; of a foreign key, all behind the columns that it refers to; of a check, all behind its condition
     * @param comment its comment, or null
     */
    public record Definition(
            String table,
            TableElement part,
            String text,
            @Nullable String comment) {
        /** Whether {@code other} is over the same rows in the same way, so that it can have all else of this one. */
        private boolean fits(TableElement other) {
            return other instanceof CheckConstraint
                    ? part instanceof CheckConstraint && part.name().equals(other.name())
                    : withoutCondition(part).equals(withoutCondition(other));
        }

        private static TableElement withoutCondition(TableElement part) {
            return part instanceof Index index
                    ? new Index(index.name(), index.columns(), index.isUnique(), null)
                    : part;
        }

        private Definition after(RenameColumn rename) {
            var renaming = new ColumnRenaming(rename.from(), rename.to());
            var own = table.equals(rename.table())
                    ? new Definition(
                            table, renaming.in(part), SqlText.rename(text, rename.from(), rename.to()), comment)
                    : this;
            return own.part instanceof ForeignKey key && key.referencedTable().equals(rename.table())
                    ? new Definition(table, renaming.referenced(key), own.text, comment)
                    : own;
        }

        private Definition after(RenameTable rename) {
            var owner = table.equals(rename.from()) ? rename.to() : table;
            return new Definition(
                    owner,
                    part instanceof ForeignKey key && key.referencedTable().equals(rename.from())
                            ? new ForeignKey(
                                    key.name(),
                                    key.columns(),
                                    rename.to(),
                                    key.referencedColumns(),
                                    key.onDelete(),
                                    key.onUpdate())
                            : part,
                    text,
                    comment);
        }

        private Definition renamed(String from, String to) {
            return part.name().equals(from) ? new Definition(table, part.named(to), text, comment) : this;
        }
    }

    /** What {@code part} of {@code table} had before it went, or null where the migrations say all of that. */
    @Nullable
    Definition of(String table, TableElement part) {
        return all.stream()
                .filter(each -> each.table.equals(table) && each.fits(part))
                .findFirst()
                .orElse(null);
    }

    /** As they are after an operation; a part that it drops may come again. */
    PostgresDefinitions after(Operation operation) {
        var next = new ArrayList<Definition>();
        for (var each : all) {
            if (operation instanceof RenameColumn rename) {
                next.add(each.after(rename));
            } else if (operation instanceof RenameTable rename) {
                next.add(each.after(rename));
            } else if (operation instanceof RenameIndex rename) {
                next.add(each.renamed(rename.from(), rename.to()));
            } else if (operation instanceof RenameConstraint rename) {
                next.add(each.renamed(rename.from(), rename.to()));
            } else {
                next.add(each);
            }
        }
        return of(next);
    }
}
