package dev.qorm.generate;

import com.palantir.javapoet.CodeBlock;
import dev.qorm.schema.ColumnType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Generates the call that creates a column type, {@code varchar(80)}, or a field of that type: {@code varchar("title",
 * 80)}.
 */
final class TypeCode implements ColumnType.Visitor<CodeBlock> {
    static final TypeCode INSTANCE = new TypeCode(List.of());

    /** The arguments that precede those of the type. */
    private final List<CodeBlock> first;

    private TypeCode(List<CodeBlock> first) {
        this.first = first;
    }

    /** Generates the call that creates a field of a model. */
    static CodeBlock field(String name, ColumnType type) {
        return type.accept(new TypeCode(List.of(CodeBlock.of("$S", name))));
    }

    private CodeBlock call(String name, int... arguments) {
        return call(name, Arrays.stream(arguments).mapToObj(each -> CodeBlock.of("$L", each)));
    }

    private CodeBlock call(String name, Stream<CodeBlock> arguments) {
        return CodeBlock.of(
                "$L($L)", name, Stream.concat(first.stream(), arguments).collect(CodeBlock.joining(", ")));
    }

    private CodeBlock timed(String name, int precision) {
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
        return call("enumeration", type.values().stream().map(value -> CodeBlock.of("$S", value)));
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
        return call("nativeType", Stream.of(CodeBlock.of("$S", type.name())));
    }
}
