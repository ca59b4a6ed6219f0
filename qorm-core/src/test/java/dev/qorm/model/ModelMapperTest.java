package dev.qorm.model;

import static dev.qorm.operation.Operations.column;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.character;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.UniqueConstraint;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelMapperTest {
    @SafeVarargs
    @SuppressWarnings("varargs")
    static Schema schema(Class<? extends Model>... models) {
        return ModelMapper.map(List.of(models)).schema();
    }

    static class Author extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("name", 255);
        }
    }

    static class OrderLine extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("firstName", 20).unique();
            fields.integer("count").nullable().defaultValue(3).indexed().comment("how many");
            fields.manyToOne("author", Author.class).onDelete(ReferentialAction.CASCADE);
            fields.oneToOne("editor", Author.class).nullable().onUpdate(ReferentialAction.SET_NULL);
        }
    }

    @Test
    void aModelBecomesATableInSnakeCaseWithAKeyOfItsOwn() {
        assertThat(schema(Author.class).table("author"))
                .isEqualTo(Table.of(
                        "author",
                        column("id", bigint()).autoIncrement(),
                        column("name", varchar(255)),
                        new PrimaryKey("author_pkey", List.of("id"))));
    }

    @Test
    void fieldsCarryTheirAttributesIntoColumnsAndKeys() {
        var table = schema(OrderLine.class, Author.class).table("order_line");

        assertThat(table.columns().keySet()).containsExactly("id", "first_name", "count", "author_id", "editor_id");
        assertThat(table.column("count"))
                .isEqualTo(column("count", integer()).nullable().defaultValue(3).comment("how many"));
        assertThat(table.uniques().values())
                .containsExactly(
                        new UniqueConstraint("order_line_editor_id_key", List.of("editor_id")),
                        new UniqueConstraint("order_line_first_name_key", List.of("first_name")));
        assertThat(table.indexes().keySet()).containsExactly("order_line_author_id_idx", "order_line_count_idx");
        assertThat(table.foreignKeys().get("order_line_author_id_fkey"))
                .isEqualTo(new ForeignKey(
                        "order_line_author_id_fkey",
                        List.of("author_id"),
                        "author",
                        List.of("id"),
                        ReferentialAction.CASCADE,
                        ReferentialAction.NO_ACTION));
        assertThat(table.column("editor_id").isNullable()).isTrue();
    }

    static class Country extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.character("code", 2).primaryKey();
        }
    }

    static class Region extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.manyToOne("country", Country.class).primaryKey();
            fields.smallint("number").primaryKey();
        }
    }

    static class City extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.manyToOne("region", Region.class);
            fields.manyToOne("twin", City.class).nullable().onDelete(ReferentialAction.SET_NULL);
        }
    }

    @Test
    void aRelationTakesNamesAndTypesOfTheKeyThroughAnyChain() {
        var city = schema(City.class, Region.class, Country.class).table("city");

        assertThat(city.columns().values())
                .extracting(Column::name)
                .containsExactly("id", "region_country_code", "region_number", "twin_id");
        assertThat(city.column("region_country_code").type()).isEqualTo(character(2));
        assertThat(city.foreignKeys()
                        .get("city_region_country_code_region_number_fkey")
                        .referencedColumns())
                .containsExactly("country_code", "number");
        assertThat(city.foreignKeys().get("city_twin_id_fkey").referencedTable())
                .isEqualTo("city");
    }

    static class Building extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.character("code", 4).primaryKey();
        }
    }

    static class Ward extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.manyToOne("next", Ward.class).nullable();
            fields.manyToOne("building", Building.class);
            fields.oneToOne("mainBuilding", Building.class);
            fields.smallint("number");
            fields.primaryKey("building_code", "number");
        }
    }

    static class Bed extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.manyToOne("ward", Ward.class);
            fields.manyToOne("main", Ward.class).references("main_building_code");
        }
    }

    @Test
    void aRelationRefersToAKeyThatNamesTheColumnOfARelation() {
        var schema = schema(Bed.class, Building.class, Ward.class);
        var bed = schema.table("bed");

        assertThat(bed.columns().keySet())
                .containsExactly("id", "ward_building_code", "ward_number", "main_main_building_code");
        assertThat(bed.column("ward_building_code").type()).isEqualTo(character(4));
        assertThat(bed.foreignKeys().get("bed_main_main_building_code_fkey").referencedColumns())
                .containsExactly("main_building_code");
        assertThat(schema.table("ward").columns().keySet())
                .containsExactly("next_building_code", "next_number", "building_code", "main_building_code", "number");
    }

    static class Zone extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("a");
            fields.integer("b");
            fields.character("code", 4).unique();
        }
    }

    static class Area extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.manyToOne("zone", Zone.class).references("code");
        }
    }

    @Test
    void columnsAreInDeclaredOrderWhateverRefersToThem() {
        assertThat(schema(Area.class, Zone.class).table("zone").columns().keySet())
                .containsExactly("id", "a", "b", "code");
    }

    static class Membership extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.table().name("members").comment("who is where");
            fields.manyToOne("author", Author.class);
            fields.manyToOne("country", Country.class);
            fields.primaryKey("author", "country").named("membership_key");
            fields.integer("level").column("lvl");
            fields.check("level_is_positive", "lvl > 0");
            fields.unique("level", "country");
            fields.index("level").where("lvl > 5").unique();
        }
    }

    @Test
    void theTableAsAWholeHasNameKeysIndexesAndChecks() {
        var table = schema(Membership.class, Author.class, Country.class).table("members");

        assertThat(table.comment()).isEqualTo("who is where");
        assertThat(table.primaryKey())
                .isEqualTo(new PrimaryKey("membership_key", List.of("author_id", "country_code")));
        assertThat(table.checks().get("level_is_positive").expression()).isEqualTo("lvl > 0");
        assertThat(table.uniques().values())
                .containsExactly(new UniqueConstraint("members_lvl_country_code_key", List.of("lvl", "country_code")));
        assertThat(table.indexes().values())
                .containsExactly(
                        new Index("members_country_code_idx", List.of(IndexColumn.asc("country_code")), false, null),
                        new Index("members_lvl_idx", List.of(IndexColumn.asc("lvl")), true, "lvl > 5"));
    }

    static class Account extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("tenant");
            fields.varchar("eMail", 20);
            fields.varchar("odd", 20).column("a(b)");
            fields.manyToOne("author", Author.class);
            fields.index("tenant", "lower(e_mail)").unique().descending("lower(e_mail)");
            fields.index("author", "COALESCE( \"e_mail\", 'x' )");
            fields.index("(tenant + 1)").named("next").where("tenant > 0");
            fields.index("a(b)");
        }
    }

    @Test
    void whatHasAParenthesisInAnIndexIsAnExpressionUnlessItIsAField() {
        assertThat(schema(Account.class, Author.class)
                        .table("account")
                        .indexes()
                        .values())
                .containsExactlyInAnyOrder(
                        new Index(
                                "account_tenant_lower_e_mail_idx",
                                List.of(
                                        IndexColumn.asc("tenant"),
                                        IndexColumn.expression("lower(e_mail)").descending()),
                                true,
                                null),
                        new Index(
                                "account_author_id_coalesce_e_mail_x_idx",
                                List.of(
                                        IndexColumn.asc("author_id"),
                                        IndexColumn.expression("COALESCE( \"e_mail\", 'x' )")),
                                false,
                                null),
                        new Index("next", List.of(IndexColumn.expression("(tenant + 1)")), false, "tenant > 0"),
                        new Index("account_a(b)_idx", List.of(IndexColumn.asc("a(b)")), false, null),
                        new Index("account_author_id_idx", List.of(IndexColumn.asc("author_id")), false, null));
    }

    enum Colour {
        RED,
        GREEN
    }

    static class AWonderfullyLongNameForAModelThatNobodyTypesTwice extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.enumeration("colourOfTheThing", Colour.class)
                    .defaultValue(Colour.GREEN)
                    .indexed();
        }
    }

    @Test
    void derivedNamesThatAreTooLongAreCutAndMarked() {
        var schema = schema(AWonderfullyLongNameForAModelThatNobodyTypesTwice.class);

        var index =
                schema.tables().iterator().next().indexes().values().iterator().next();
        assertThat(index.name()).hasSizeLessThanOrEqualTo(63).endsWith("_idx");
        assertThat(schema(AWonderfullyLongNameForAModelThatNobodyTypesTwice.class))
                .isEqualTo(schema);
    }

    static class A extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("bC").indexed();
        }
    }

    static class AB extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.table().name("a_b");
            fields.integer("c").indexed();
        }
    }

    @Test
    void derivedNamesThatWouldBeTheSameAreToldApart() {
        var schema = schema(A.class, AB.class);

        assertThat(schema.table("a").indexes().keySet()).containsExactly("a_b_c_idx");
        assertThat(schema.table("a_b").indexes().keySet())
                .singleElement()
                .satisfies(name ->
                        assertThat(name).startsWith("a_b_c_").endsWith("_idx").isNotEqualTo("a_b_c_idx"));
    }

    static class Indexed extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("a");
            fields.integer("b");
            fields.index("a", "b");
            fields.index("a", "b").descending("b");
            fields.index("a", "b").descending("a");
            fields.index("a", "b").descending("a", "b");
        }
    }

    @Test
    void indexesOverTheSameColumnsAreCountedOn() {
        var indexes = schema(Indexed.class).table("indexed").indexes();

        assertThat(indexes.keySet())
                .containsExactlyInAnyOrder(
                        "indexed_a_b_idx",
                        "indexed_a_b_4bfec3ea_idx",
                        "indexed_a_b_4bfec3ea_2_idx",
                        "indexed_a_b_4bfec3ea_3_idx");
        assertThat(indexes.get("indexed_a_b_4bfec3ea_2_idx").columns())
                .containsExactly(IndexColumn.desc("a"), IndexColumn.asc("b"));
    }

    static class Seat extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("hall").primaryKey();
            fields.integer("number").primaryKey();
        }
    }

    static class Ticket extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.table().renamedFrom("card");
            fields.manyToOne("seat", Seat.class).renamedFrom("place");
            fields.integer("price").renamedFrom("cost").indexed();
            fields.index("price");
        }
    }

    @Test
    void hintsNameTheColumnsOfAKeyOneByOne() {
        assertThat(ModelMapper.map(List.of(Seat.class, Ticket.class)).renames())
                .containsExactlyInAnyOrder(
                        new RenameHint("ticket", null, "card", List.of()),
                        new RenameHint("ticket", "seat_hall", "place_hall", List.of()),
                        new RenameHint("ticket", "seat_number", "place_number", List.of()),
                        new RenameHint("ticket", "price", "cost", List.of()));
    }

    static class Visitor extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.table().renamedFrom("HallGuest");
            fields.manyToOne("entrance", Ticket.class).renamedFrom("firstTicket");
            fields.manyToOne("exit", Ticket.class).column("left_by").renamedFrom("last_ticket");
            fields.integer("yearsOld").renamedFrom("ageInYears");
        }
    }

    @Test
    void hintsNameTheFieldsFromBefore() {
        assertThat(ModelMapper.map(List.of(Seat.class, Ticket.class, Visitor.class))
                        .renames())
                .contains(
                        new RenameHint("visitor", null, "HallGuest", List.of("hall_guest")),
                        new RenameHint(
                                "visitor", "entrance_id", "firstTicket", List.of("first_ticket", "first_ticket_id")),
                        new RenameHint("visitor", "left_by", "last_ticket", List.of()),
                        new RenameHint("visitor", "years_old", "ageInYears", List.of("age_in_years")));
    }

    @Test
    void anIndexThatIsDeclaredTwiceIsOne() {
        assertThat(schema(Seat.class, Ticket.class).table("ticket").indexes().keySet())
                .containsExactly("ticket_price_idx", "ticket_seat_hall_seat_number_idx");
    }
}
