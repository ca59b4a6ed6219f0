package dev.qorm.dialect;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.Operation;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.Schema;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** H2 lets a constraint use an index that is there already, and then holds on to it. */
class H2UsedIndexTest {
    private static void run(TestDatabase database, Operation... operations) {
        Dialect.H2.renderer().render(List.of(operations), Schema.empty()).stream()
                .flatMap(operation -> operation.statements().stream())
                .forEach(statement -> database.execute(statement.sql()));
    }

    @Test
    void aDroppedUniqueConstraintOfAForeignKeyRefusesNothingAnyMore() {
        var key = unique("store_manager_key", "manager");
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            run(
                    database,
                    createTable("staff", column("id", bigint()), primaryKey("staff_pkey", "id")),
                    createTable(
                            "store",
                            column("manager", bigint()),
                            key,
                            foreignKey("store_manager_fkey", "manager").references("staff", "id")),
                    dropUnique("store", key));

            database.execute("insert into staff values (1)");
            database.execute("insert into store values (1)");
            database.execute("insert into store values (1)");

            assertThat(database.introspect().table("store").foreignKeys()).containsKey("store_manager_fkey");
        }
    }

    /** The catalog has the old name of the column, and the index the other order. */
    @Test
    void keysThatUseAnIndexOfAnotherOrderKeepTheirsWhereAColumnIsRenamed() {
        var room = createTable(
                "room",
                column("house", bigint()),
                column("number", bigint()),
                primaryKey("room_pkey", "house", "number"),
                unique("room_number_house_key", "number", "house"));
        var bed = createTable(
                "bed",
                column("house", bigint()),
                column("room", bigint()),
                primaryKey("bed_pkey", "room", "house"),
                foreignKey("bed_room_fkey", "house", "room").references("room", "house", "number"));
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            run(database, room, bed, renameColumn("room", "number", "door"), renameColumn("bed", "room", "door"));

            assertThat(database.introspect().table("room").uniques().get("room_number_house_key"))
                    .isEqualTo(unique("room_number_house_key", "door", "house"));
            assertThat(database.introspect().table("bed").foreignKeys().get("bed_room_fkey"))
                    .isEqualTo(foreignKey("bed_room_fkey", "house", "door").references("room", "house", "door"));
        }
    }

    @Test
    void anIndexThatAForeignKeyUsesCanBeDropped() {
        var used = index("staff_store_idx", "store");
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            run(
                    database,
                    createTable("store", column("id", bigint()), primaryKey("store_pkey", "id")),
                    createTable("staff", column("store", bigint()), used),
                    addForeignKey(
                            "staff", foreignKey("staff_store_fkey", "store").references("store", "id")),
                    dropIndex("staff", used));

            assertThat(database.introspect().table("staff").indexes()).isEmpty();
            assertThat(database.introspect().table("staff").foreignKeys()).containsKey("staff_store_fkey");
        }
    }

    @Test
    void aUniqueIndexThatAUniqueConstraintUsesSinceTheTableWasCopiedCanBeDropped() {
        var key = unique("room_number_floor_key", "number", "floor");
        var used = index("room_floor_number_idx", IndexColumn.desc("floor"), IndexColumn.asc("number"))
                .unique();
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            run(
                    database,
                    createTable("room", column("number", bigint()), column("floor", bigint()), key),
                    createIndex("room", used),
                    createTable(
                            "bed",
                            column("number", bigint()),
                            column("floor", bigint()),
                            foreignKey("bed_room_fkey", "number", "floor").references("room", "number", "floor")),
                    addColumn("room", column("beds", bigint()).nullable()),
                    dropIndex("room", used));

            assertThat(database.introspect().table("room").indexes()).isEmpty();
            assertThat(database.introspect().table("room").uniques()).containsValue(key);
            assertThat(database.introspect().table("bed").foreignKeys()).containsKey("bed_room_fkey");
        }
    }
}
