package dev.qorm.testing;

import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.desc;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.binary;
import static dev.qorm.schema.ColumnTypes.blob;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.character;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.doublePrecision;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.json;
import static dev.qorm.schema.ColumnTypes.real;
import static dev.qorm.schema.ColumnTypes.smallint;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.time;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.timestampWithTimeZone;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;

import dev.qorm.schema.Column;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.NeutralValue;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Schemas that each stand for something; all tests speak of the same ones. */
public final class NamedSchemas {
    private NamedSchemas() {}

    /** All of them, by name. */
    public static Map<String, Schema> all() {
        var all = new LinkedHashMap<String, Schema>();
        all.put("nothing", Schema.empty());
        all.put("one table", schema(table("author")));
        all.put("blog", schema(table("author", column("name", varchar(255))), post()));
        all.put(
                "blog with slugs",
                schema(
                        table(
                                "author",
                                column("name", varchar(80)).nullable(),
                                column("born", date()).nullable()),
                        post().with(column("slug", varchar(80)).defaultValue(""))
                                .with(unique("post_slug_key", "slug"))));
        all.put("circle of three", schema(linked("a", "b"), linked("b", "c"), linked("c", "a")));
        all.put("circle turned round", schema(linked("a", "c"), linked("b", "a"), linked("c", "b")));
        all.put("reference to itself", schema(linked("a", "a")));
        all.put("composite keys", compositeKeys());
        all.put("every type", schema(everyType(false)));
        all.put("every type with a default", schema(everyType(true)));
        all.put("every kind of key", everyKindOfKey());
        all.put(
                "generated column",
                schema(table(
                        "a",
                        column("net", integer()),
                        column("gross", integer()).generatedAs("net * 2"),
                        index("gross_idx", "gross"))));
        all.put(
                "odd names",
                schema(Table.of(
                        "Order",
                        column("select", bigint()),
                        column("größe", integer()).nullable(),
                        column("with space", integer()).nullable(),
                        column("quote\"d", integer()).nullable(),
                        primaryKey("Order pkey", "select"),
                        index("größe idx", "größe"))));
        all.put(
                "comments",
                schema(table("author", column("name", varchar(255)).comment("it's the \"name\" \\ {0} ? -- ;"))
                        .comment("who writes; — ünïcode")));
        return all;
    }

    private static Schema schema(Table... tables) {
        return Schema.of(List.of(tables));
    }

    private static Table table(String name, TableElement... more) {
        var id = Stream.of(column("id", bigint()).autoIncrement(), primaryKey(name + "_pkey", "id"));
        return Table.of(name, Stream.concat(id, Stream.of(more)).toArray(TableElement[]::new));
    }

    private static Table post() {
        return table(
                "post",
                column("title", varchar(255)),
                column("content", text()),
                column("author_id", bigint()).nullable(),
                unique("post_title_key", "title"),
                index("post_author_id_idx", "author_id"),
                foreignKey("post_author_id_fkey", "author_id")
                        .references("author", "id")
                        .onDelete(ReferentialAction.CASCADE));
    }

    private static Table linked(String name, String target) {
        return table(
                name,
                column("link", bigint()).nullable(),
                foreignKey(name + "_link_fkey", "link").references(target, "id").onDelete(ReferentialAction.SET_NULL));
    }

    private static Schema compositeKeys() {
        return schema(
                Table.of(
                        "region",
                        column("country", character(2)),
                        column("number", smallint()),
                        primaryKey("region_pkey", "country", "number")),
                table(
                        "city",
                        column("country", character(2)).nullable(),
                        column("region", smallint()).nullable(),
                        foreignKey("city_region_fkey", "country", "region").references("region", "country", "number")));
    }

    private static Table everyType(boolean withDefaults) {
        var plain = table(
                "thing",
                column("a_bool", bool()),
                column("a_smallint", smallint()),
                column("an_integer", integer()),
                column("a_bigint", bigint()),
                column("a_real", real()),
                column("a_double", doublePrecision()),
                column("a_decimal", decimal(12, 4)),
                column("a_character", character(3)),
                column("a_varchar", varchar(40)),
                column("an_enumeration", enumeration("RED", "it's green")),
                column("a_date", date()),
                column("a_time", time()),
                column("a_short_time", time(0)),
                column("a_timestamp", timestamp()),
                column("a_short_timestamp", timestamp(3)),
                column("an_instant", timestampWithTimeZone()),
                column("a_uuid", uuid()));
        if (!withDefaults) {
            return plain.with(column("a_text", text()))
                    .with(column("a_json", json()))
                    .with(column("a_binary", binary(16)))
                    .with(column("a_blob", blob()));
        }
        return Table.of(
                "thing",
                plain.elements().stream().map(NamedSchemas::withDefault).toArray(TableElement[]::new));
    }

    private static TableElement withDefault(TableElement element) {
        return element instanceof Column column && !column.isAutoIncrement()
                ? column.defaultValue(NeutralValue.of(column.type()))
                : element;
    }

    private static Schema everyKindOfKey() {
        return schema(
                table("parent", column("code", varchar(20)), unique("parent_code_key", "code")),
                table(
                        "thing",
                        column("code", varchar(20)).nullable(),
                        column("size", integer()),
                        column("parent_id", bigint()).nullable(),
                        foreignKey("thing_code_fkey", "code")
                                .references("parent", "code")
                                .onUpdate(ReferentialAction.CASCADE),
                        foreignKey("thing_parent_id_fkey", "parent_id")
                                .references("parent", "id")
                                .onDelete(ReferentialAction.RESTRICT),
                        unique("thing_code_size_key", "code", "size"),
                        uniqueIndex("thing_size_uidx", desc("size")),
                        new Index(
                                "thing_mixed_idx",
                                List.of(IndexColumn.asc("code"), IndexColumn.desc("size")),
                                false,
                                null),
                        check("thing_size_check", "size >= 0 and size < 100")));
    }
}
