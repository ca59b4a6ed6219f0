package dev.qorm.dialect;

import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.ColumnRenaming;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The properties of indexes, keys and checks in a live PostgreSQL database that no migration declares: included
 * columns, operator classes, {@code match full} and the like. What is dropped while a column changes is restored with
 * them.
 */
public final class PostgresDefinitions {
    /** Nothing is known, as without a database. */
    public static final PostgresDefinitions NONE = new PostgresDefinitions(List.of());

    /** Names in lower case that are not columns, and texts; PostgreSQL writes its keywords in capitals. */
    private static final String NO_COLUMNS = "^\\s*USING \\w+|\\bWITH \\([^)]*\\)|'(?:[^']|'')*+'|::[\\w. \"]++";

    /** The parts of a foreign key after the referenced columns; an action may name columns. */
    private static final Pattern ACTIONS = Pattern.compile("(?s)( MATCH \\w+)?+"
            + "( ON UPDATE (?:CASCADE|RESTRICT|SET \\w+))?+"
            + "( ON DELETE (?:CASCADE|RESTRICT|SET \\w+)(?: \\((?:[^\")]|\"[^\"]*\")*+\\))?+)?+(.*)");

    /** When a key is checked, near the end of its definition. */
    private static final Pattern DEFERRAL = Pattern.compile("(?: DEFERRABLE)?(?: INITIALLY DEFERRED)?( NOT VALID)?$");

    private final List<Definition> all;

    private PostgresDefinitions(List<Definition> all) {
        this.all = all;
    }

    public static PostgresDefinitions of(List<Definition> all) {
        return all.isEmpty() ? NONE : new PostgresDefinitions(List.copyOf(all));
    }

    /**
     * The properties of one index, key or check.
     *
     * @param table its table
     * @param part what the migrations say of it
     * @param text for an index, the text between its table and its condition; for a primary key and a unique
     *     constraint, everything after the name; for a foreign key, everything after the referenced columns; for a
     *     check, everything after its condition
     * @param comment its comment, or null
     */
    public record Definition(
            String table,
            TableElement part,
            String text,
            @Nullable String comment) {
        /**
         * Whether {@code other} is over the same rows in the same way, so that it can get all other properties of this
         * one.
         */
        private boolean fits(TableElement other) {
            return other instanceof CheckConstraint
                    ? part instanceof CheckConstraint && part.name().equals(other.name())
                    : bare(part).equals(bare(other));
        }

        /**
         * Returns an index without its condition, a foreign key without its actions, no key as deferrable, and only the
         * key columns.
         */
        private static TableElement bare(TableElement part) {
            if (part instanceof ForeignKey key) {
                return key.onDelete(ReferentialAction.NO_ACTION)
                        .onUpdate(ReferentialAction.NO_ACTION)
                        .deferral(null);
            }
            if (part instanceof UniqueConstraint unique) {
                return new UniqueConstraint(unique.name(), unique.columns());
            }
            return part instanceof Index index
                    ? new Index(index.name(), index.columns(), index.isUnique(), null)
                    : part;
        }

        /**
         * Returns the text for a part that fits: a key may become deferrable, a foreign key get other actions, and there
         * may be something else beside the columns of a key.
         */
        String textFor(TableElement other) {
            var deferral = other.deferral();
            var changed = other.hasIndex() ? PostgresKeyText.of(text).changed(part, other) : withActionsOf(other);
            return deferral == part.deferral()
                    ? changed
                    : DEFERRAL.matcher(changed)
                            .replaceFirst(
                                    found -> Deferral.words(deferral) + Objects.requireNonNullElse(found.group(1), ""));
        }

        private String withActionsOf(TableElement other) {
            if (!(part instanceof ForeignKey was) || !(other instanceof ForeignKey key)) {
                return text;
            }
            var found = ACTIONS.matcher(text);
            return found.matches()
                    ? Objects.requireNonNullElse(found.group(1), "")
                            + action(" on update ", was.onUpdate(), key.onUpdate(), found.group(2))
                            + action(" on delete ", was.onDelete(), key.onDelete(), found.group(3))
                            + found.group(4)
                    : text;
        }

        private static String action(
                String event, ReferentialAction from, ReferentialAction to, @Nullable String written) {
            if (from == to) {
                return Objects.requireNonNullElse(written, "");
            }
            return to == ReferentialAction.NO_ACTION ? "" : event + to.sql();
        }

        private Definition after(RenameColumn rename) {
            var renaming = new ColumnRenaming(rename.from(), rename.to());
            var own = table.equals(rename.table())
                    ? new Definition(table, renaming.in(part), textAfter(rename), comment)
                    : this;
            return own.part instanceof ForeignKey key && key.referencedTable().equals(rename.table())
                    ? new Definition(table, renaming.referenced(key), own.text, comment)
                    : own;
        }

        /** Returns the text with a column renamed, and its new name in quotes, since PostgreSQL may reserve it. */
        private String textAfter(RenameColumn rename) {
            var column = Pattern.quote(SqlText.quoted(rename.from())) + "|(?<![\\w$\"])" + Pattern.quote(rename.from())
                    + "(?![\\w$\"(])";
            return Pattern.compile("(" + NO_COLUMNS + ")|" + column, Pattern.UNICODE_CHARACTER_CLASS)
                    .matcher(text)
                    .replaceAll(found -> Matcher.quoteReplacement(
                            found.group(1) != null ? found.group(1) : SqlText.quoted(rename.to())));
        }

        private Definition after(RenameTable rename) {
            var owner = table.equals(rename.from()) ? rename.to() : table;
            return new Definition(
                    owner,
                    part instanceof ForeignKey key && key.referencedTable().equals(rename.from())
                            ? key.to(rename.to(), key.referencedColumns())
                            : part,
                    text,
                    comment);
        }

        /** Whether it goes with a table or column, so that it cannot be restored. */
        private boolean isGone(Operation operation) {
            if (operation instanceof DropTable drop) {
                return table.equals(drop.table().name());
            }
            return operation instanceof DropColumn drop
                    && table.equals(drop.table())
                    && SqlText.hasWord(
                            part.include().contains(drop.column().name())
                                    ? PostgresKeyText.of(text).changed(part, bare(part))
                                    : text,
                            drop.column().name());
        }

        private Definition renamed(String owner, String from, String to) {
            return table.equals(owner) && part.name().equals(from)
                    ? new Definition(table, part.named(to), text, comment)
                    : this;
        }
    }

    /** Returns the properties that {@code part} of {@code table} had before it was dropped, or null if it had none. */
    @Nullable
    Definition of(String table, TableElement part) {
        return all.stream()
                .filter(each -> each.table.equals(table) && each.fits(part))
                .findFirst()
                .orElse(null);
    }

    /** Returns the definitions after an operation; a part that it drops may be created again. */
    PostgresDefinitions after(Operation operation) {
        var definitions = this;
        for (var each : operation.inDetail()) {
            definitions = definitions.afterOne(each);
        }
        return definitions;
    }

    /** Returns those of parts that exist: a later migration that creates one again means what it says. */
    PostgresDefinitions in(Schema schema) {
        return of(all.stream()
                .filter(each -> {
                    var table = schema.find(each.table);
                    return table != null
                            && table.elements().stream()
                                    .anyMatch(part -> part.name().equals(each.part.name())
                                            && part.getClass() == each.part.getClass());
                })
                .toList());
    }

    private PostgresDefinitions afterOne(Operation operation) {
        var next = new ArrayList<Definition>();
        for (var each : all) {
            if (each.isGone(operation)) {
                continue;
            }
            if (operation instanceof RenameColumn rename) {
                next.add(each.after(rename));
            } else if (operation instanceof RenameTable rename) {
                next.add(each.after(rename));
            } else if (operation instanceof RenameIndex rename) {
                next.add(each.renamed(rename.table(), rename.from(), rename.to()));
            } else if (operation instanceof RenameConstraint rename) {
                next.add(each.renamed(rename.table(), rename.from(), rename.to()));
            } else {
                next.add(each);
            }
        }
        return of(next);
    }
}
