package dev.qorm.dialect;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.LinkedColumns;
import dev.qorm.schema.LinkedColumns.ColumnId;
import dev.qorm.schema.Table;
import dev.qorm.schema.TypeFamily;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The properties in a live database of columns that a migration may have to declare again, which no model declares: the
 * character sets and collations of texts, and whatever else would be lost. Names of tables and columns are not
 * case-sensitive.
 *
 * <p>A column that is not known here does not exist yet, or never did: it gets the character set and collation of
 * qorm's tables.
 */
public final class Collations {
    /** Nothing is known, as without a database. */
    public static final Collations NONE = new Collations(Map.of(), new LinkedColumns(), Set.of(), null);

    /** Nothing is known, and the lengths of texts were checked when the migration started. */
    public static final Collations STARTED = new Collations(Map.of(), new LinkedColumns(), Set.of(), null);

    /** In {@code utf8mb4}. */
    static final int BYTES_OF_CHARACTER = 4;

    /** Text types that no model has under another name, and that do not contain a character set themselves. */
    private static final Pattern NATIVE_TEXT = Pattern.compile(
            "(?:(?:tiny|medium|long)?text|(?:var)?char *\\([0-9 ]+\\)|(?:enum|set) *\\(.*\\))",
            Pattern.CASE_INSENSITIVE);

    /** SQL of the user that changes the character set or collation of texts. */
    private static final Pattern CONVERTS =
            Pattern.compile("\\b(?:charset|character\\s+set|collate)\\b", Pattern.CASE_INSENSITIVE);

    private final Map<String, Map<String, Properties>> tables;
    private final LinkedColumns links;
    /** The columns that the migration gives another collation: the one that they have is not that of others. */
    private final Set<ColumnId> changed;

    /** Null as long as nothing is known. */
    private final @Nullable Dialect dialect;

    private Collations(
            Map<String, Map<String, Properties>> tables,
            LinkedColumns links,
            Set<ColumnId> changed,
            @Nullable Dialect dialect) {
        this.tables = tables;
        this.links = links;
        this.changed = changed;
        this.dialect = dialect;
    }

    /**
     * Only the columns that foreign keys will link are known; linked texts have the same character set and collation.
     *
     * @param operations those of the migration
     * @param links those of the same operations
     */
    public static Collations linked(List<Operation> operations, LinkedColumns links, Dialect dialect) {
        var changed = operations.stream()
                .flatMap(operation -> operation.inDetail().stream())
                .filter(operation -> operation instanceof AlterColumn alter && dialect.changesCollation(alter))
                .map(operation -> (AlterColumn) operation)
                .map(alter -> new ColumnId(alter.table(), alter.to().name()))
                .collect(Collectors.toSet());
        return new Collations(Map.of(), links, changed, dialect);
    }

    /**
     * The character set and collation of a text column.
     *
     * @param characterSet its name in the catalog: {@code latin1}
     * @param collation the same: {@code latin1_swedish_ci}
     */
    public record Characters(String characterSet, String collation) {
        String sql() {
            return "character set " + characterSet + " collate " + collation;
        }

        /** Returns how many bytes a character has at most. */
        int bytes() {
            return switch (characterSet) {
                case "utf8mb4", "utf16", "utf16le", "utf32", "gb18030" -> BYTES_OF_CHARACTER;
                case "utf8mb3", "utf8", "ujis", "eucjpms" -> 3;
                case "ucs2", "big5", "gbk", "gb2312", "euckr", "sjis", "cp932" -> 2;
                default -> 1;
            };
        }

        /**
         * Whether the character set contains all characters of a text; true if Java does not know the character set.
         */
        boolean has(String text) {
            if (characterSet.startsWith("utf8") || characterSet.equals("ucs2")) {
                return characterSet.equals("utf8mb4")
                        || text.codePoints().noneMatch(Character::isSupplementaryCodePoint);
            }
            var java = characterSet.equals("latin1") ? "windows-1252" : characterSet;
            return !Charset.isSupported(java)
                    || Charset.forName(java).newEncoder().canEncode(text);
        }
    }

    /**
     * The properties of a column that are lost if the column is declared again without them.
     *
     * @param characters null if it is not a text
     * @param isInvisible whether {@code select *} leaves it out
     * @param isCompressed whether MariaDB compresses its values
     * @param isVirtual whether it is computed whenever it is read, and not stored
     * @param spatialSystem the number of the spatial reference system that MySQL restricts it to, or null for none
     */
    public record Properties(
            @Nullable Characters characters,
            boolean isInvisible,
            boolean isCompressed,
            boolean isVirtual,
            @Nullable String spatialSystem) {
        static final Properties NONE = new Properties(null, false, false, false, null);

        /**
         * Returns the same for a column that is no longer a text, becomes one, or gets another collation. Whether it is
         * compressed counts only for
         * types that can be, as a spatial system does: a type in between must not lose it.
         */
        Properties asOtherType() {
            return new Properties(null, isInvisible, isCompressed, isVirtual, spatialSystem);
        }
    }

    /** Returns how many bytes a character of a column may have: those of qorm's tables if it is not known. */
    public int bytesOfCharacter(String table, String column) {
        var known = of(table, column);
        return this == STARTED ? 1 : known == null ? BYTES_OF_CHARACTER : known.bytes();
    }

    /**
     * Whether the database gets another collation for a column by an operation, and not only the migrations.
     *
     * @param table the name of its table before the migration
     * @param column its name before the migration
     */
    public boolean changes(AlterColumn operation, String table, String column) {
        if (dialect == null || !dialect.changesCollation(operation)) {
            return false;
        }
        var known = of(table, column);
        var stated = operation.to().collation(dialect.urlName());
        return known == null || !known.collation().equals(stated == null ? dialect.collation() : stated);
    }

    /** Whether it also gets another type, which may have two names. The parameters are the same. */
    public boolean changesType(AlterColumn operation, String table, String column) {
        var notation = dialect == Dialect.MARIADB ? MariaDbNotation.INSTANCE : MySqlNotation.INSTANCE;
        var from = notation.typeName(table, operation.from());
        var to = notation.typeName(table, operation.to());
        var isSame = isAlike(from, to) && !changes(operation, table, column);
        return !isSame && !isAlike(from + notation.collated(operation.from()), to + notation.collated(operation.to()));
    }

    /** The case of the values of an enumeration counts. */
    private static boolean isAlike(String type, String other) {
        return type.contains("'") ? type.equals(other) : type.equalsIgnoreCase(other);
    }

    /** Returns those of a column, or null if they are not known. */
    @Nullable
    Characters of(String table, String column) {
        return properties(table, column).characters;
    }

    /** Returns what is known of a column. */
    Properties properties(String table, String column) {
        return columns(table).getOrDefault(key(column), Properties.NONE);
    }

    /** Returns those at the other ends of the foreign keys that a column will have, as far as they are known. */
    Stream<Characters> linkedTo(String table, String column) {
        return links.of(table, column)
                .skip(1) // the column itself
                .filter(end -> !changed.contains(end))
                .map(end -> of(end.table(), end.name()))
                .filter(Objects::nonNull);
    }

    private Map<String, Properties> columns(String table) {
        return tables.getOrDefault(Table.key(table), Map.of());
    }

    private static String key(String column) {
        return column.toLowerCase(Locale.ROOT);
    }

    /** Returns the same, with a column that the database has. */
    public Collations with(String table, String column, Properties properties) {
        var columns = new HashMap<>(columns(table));
        columns.put(key(column), properties);
        return with(table, columns);
    }

    private Collations with(String table, Map<String, Properties> columns) {
        var all = new HashMap<>(tables);
        all.put(Table.key(table), columns);
        return new Collations(all, links, changed, dialect);
    }

    private Collations without(String table, String column) {
        var columns = new HashMap<>(columns(table));
        return columns.remove(key(column)) == null ? this : with(table, columns);
    }

    private Collations without(String table) {
        var all = new HashMap<>(tables);
        return all.remove(Table.key(table)) == null ? this : new Collations(all, links, changed, dialect);
    }

    /**
     * Returns the state after an operation. If a name that it assigns already exists, it was assigned before the
     * operation was stopped.
     */
    public Collations after(Operation operation) {
        if (tables.isEmpty()) {
            return this;
        }
        if (operation instanceof CreateTable create) {
            return without(create.table().name());
        }
        if (operation instanceof DropTable drop) {
            return without(drop.table().name());
        }
        if (operation instanceof RenameTable rename) {
            var isDone = tables.containsKey(Table.key(rename.to()));
            return isDone ? this : without(rename.from()).with(rename.to(), columns(rename.from()));
        }
        return operation instanceof RunSql run ? after(run) : afterColumn(operation);
    }

    /** Nothing is known any more about tables that SQL of the user converts, under their names before or after it. */
    private Collations after(RunSql run) {
        var text = run.sql().toLowerCase(Locale.ROOT);
        var collations = withoutConverted(text);
        for (var operation : run.operations()) {
            collations = collations.after(operation);
        }
        return collations.withoutConverted(text);
    }

    private Collations withoutConverted(String text) {
        var collations = this;
        for (var table : CONVERTS.matcher(text).find() ? tables.keySet() : Set.<String>of()) {
            collations = text.contains(table) ? collations.without(table) : collations;
        }
        return collations;
    }

    private Collations afterColumn(Operation operation) {
        if (operation instanceof AddColumn add) {
            return without(add.table(), add.column().name());
        }
        if (operation instanceof DropColumn drop) {
            return without(drop.table(), drop.column().name());
        }
        if (operation instanceof AlterColumn alter) {
            var staysText = alter.from().type().equals(alter.to().type())
                    || (isText(alter.from().type()) && isText(alter.to().type()));
            var name = alter.to().name();
            return (staysText && (dialect == null || !dialect.changesCollation(alter))) || !isKnown(alter.table(), name)
                    ? this
                    : with(alter.table(), name, properties(alter.table(), name).asOtherType());
        }
        if (operation instanceof RenameColumn rename) {
            var properties = properties(rename.table(), rename.from());
            return !isKnown(rename.table(), rename.from()) || isKnown(rename.table(), rename.to())
                    ? this
                    : without(rename.table(), rename.from()).with(rename.table(), rename.to(), properties);
        }
        return this;
    }

    private boolean isKnown(String table, String column) {
        return columns(table).containsKey(key(column));
    }

    /** Returns the state before operations that are done. */
    public Collations before(List<Operation> done) {
        var all = done.stream()
                .flatMap(operation -> operation.inDetail().stream())
                .toList();
        var collations = this;
        for (var i = all.size() - 1; i >= 0; i--) {
            var operation = all.get(i);
            collations = operation instanceof HandmadeOperation ? collations : collations.after(operation.reverse());
        }
        return collations;
    }

    /** Returns the columns that operations will link by foreign keys. */
    public static LinkedColumns links(List<Operation> operations) {
        var links = new LinkedColumns();
        for (var operation : operations) {
            for (var each : operation.inDetail()) {
                if (each instanceof CreateTable create) {
                    var table = create.table();
                    table.foreignKeys().values().forEach(key -> links.add(table.name(), key));
                } else if (each instanceof AddForeignKey add) {
                    links.add(add.table(), add.key());
                }
            }
        }
        return links;
    }

    /**
     * Whether a column of MySQL holds the UUIDs of qorm, which are texts there. Their character set says nothing about texts
     * that they become or that refer to them.
     */
    public static boolean isUuid(String columnType, @Nullable String characterSet) {
        return columnType.equals("char(36)") && "ascii".equals(characterSet);
    }

    /** Whether a column of this type is a text, or an enumeration, whose character set is a property of the column. */
    public static boolean isText(ColumnType type) {
        if (type instanceof ColumnType.Native other) {
            return NATIVE_TEXT.matcher(other.name().strip()).matches();
        }
        var family = TypeFamily.of(type);
        return family == TypeFamily.TEXT || family == TypeFamily.ENUMERATION;
    }
}
