package dev.qorm.generate;

import com.palantir.javapoet.CodeBlock;
import dev.qorm.schema.ColumnType;

/** The call that makes a column type: {@code varchar(80)}. */
final class TypeCode implements ColumnType.Visitor<CodeBlock> {
    static final TypeCode INSTANCE = new TypeCode();

    private TypeCode() {}

    private static CodeBlock call(String name, int... arguments) {
        var code = CodeBlock.builder().add("$L(", name);
        for (var i = 0; i < arguments.length; i++) {
            code.add(i == 0 ? "$L" : ", $L", arguments[i]);
        }
        return code.add(")").build();
    }

    private static CodeBlock timed(String name, int precision) {
        return precision == ColumnType.MAX_TIME_PRECISION ? call(name) : call(name, precision);
    }

    @Override
    public CodeBlock visit(ColumnType.Bool type) {
        return call("bool");
    }

    @Override
    public CodeBlock visit(ColumnType.SmallInt type) {
        return call("smallint");
    }

    @Override
    public CodeBlock visit(ColumnType.Int type) {
        return call("integer");
    }

    @Override
    public CodeBlock visit(ColumnType.BigInt type) {
        return call("bigint");
    }

    @Override
    public CodeBlock visit(ColumnType.Real type) {
        return call("real");
    }

    @Override
    public CodeBlock visit(ColumnType.DoublePrecision type) {
        return call("doublePrecision");
    }

    @Override
    public CodeBlock visit(ColumnType.Decimal type) {
        return call("decimal", type.precision(), type.scale());
    }

    @Override
    public CodeBlock visit(ColumnType.Char type) {
        return call("character", type.length());
    }

    @Override
    public CodeBlock visit(ColumnType.Varchar type) {
        return call("varchar", type.length());
    }

    @Override
    public CodeBlock visit(ColumnType.Text type) {
        return call("text");
    }

    @Override
    public CodeBlock visit(ColumnType.Enumeration type) {
        return CodeBlock.of("enumeration($L)", OperationCode.strings(type.values()));
    }

    @Override
    public CodeBlock visit(ColumnType.Date type) {
        return call("date");
    }

    @Override
    public CodeBlock visit(ColumnType.Time type) {
        return timed("time", type.precision());
    }

    @Override
    public CodeBlock visit(ColumnType.Timestamp type) {
        return timed("timestamp", type.precision());
    }

    @Override
    public CodeBlock visit(ColumnType.TimestampWithTimeZone type) {
        return timed("timestampWithTimeZone", type.precision());
    }

    @Override
    public CodeBlock visit(ColumnType.Uuid type) {
        return call("uuid");
    }

    @Override
    public CodeBlock visit(ColumnType.Json type) {
        return call("json");
    }

    @Override
    public CodeBlock visit(ColumnType.Binary type) {
        return call("binary", type.length());
    }

    @Override
    public CodeBlock visit(ColumnType.Blob type) {
        return call("blob");
    }

    @Override
    public CodeBlock visit(ColumnType.Native type) {
        return CodeBlock.of("nativeType($S)", type.name());
    }
}
