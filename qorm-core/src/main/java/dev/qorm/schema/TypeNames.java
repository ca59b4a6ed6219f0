package dev.qorm.schema;

/** The names of types in messages: {@code varchar(80)}. */
public final class TypeNames implements ColumnType.Visitor<String> {
    private static final TypeNames INSTANCE = new TypeNames();

    private TypeNames() {}

    /** Returns the name of {@code type} for the user. */
    public static String of(ColumnType type) {
        return type.accept(INSTANCE);
    }

    private static String timed(String name, int precision) {
        return precision == ColumnType.MAX_TIME_PRECISION ? name : name + "(" + precision + ")";
    }

    @Override
    public String visit(ColumnType.Bool type) {
        return "bool";
    }

    @Override
    public String visit(ColumnType.SmallInt type) {
        return "smallint";
    }

    @Override
    public String visit(ColumnType.Int type) {
        return "integer";
    }

    @Override
    public String visit(ColumnType.BigInt type) {
        return "bigint";
    }

    @Override
    public String visit(ColumnType.Real type) {
        return "real";
    }

    @Override
    public String visit(ColumnType.DoublePrecision type) {
        return "double";
    }

    @Override
    public String visit(ColumnType.Decimal type) {
        return "decimal(" + type.precision() + "," + type.scale() + ")";
    }

    @Override
    public String visit(ColumnType.Char type) {
        return "char(" + type.length() + ")";
    }

    @Override
    public String visit(ColumnType.Varchar type) {
        return "varchar(" + type.length() + ")";
    }

    @Override
    public String visit(ColumnType.Text type) {
        return "text";
    }

    @Override
    public String visit(ColumnType.Enumeration type) {
        return "enumeration" + type.values();
    }

    @Override
    public String visit(ColumnType.Date type) {
        return "date";
    }

    @Override
    public String visit(ColumnType.Time type) {
        return timed("time", type.precision());
    }

    @Override
    public String visit(ColumnType.Timestamp type) {
        return timed("timestamp", type.precision());
    }

    @Override
    public String visit(ColumnType.TimestampWithTimeZone type) {
        return timed("timestamp with time zone", type.precision());
    }

    @Override
    public String visit(ColumnType.Uuid type) {
        return "uuid";
    }

    @Override
    public String visit(ColumnType.Json type) {
        return "json";
    }

    @Override
    public String visit(ColumnType.Binary type) {
        return "binary(" + type.length() + ")";
    }

    @Override
    public String visit(ColumnType.Blob type) {
        return "blob";
    }

    @Override
    public String visit(ColumnType.Native type) {
        return type.name();
    }
}
