package dev.qorm.introspect;

import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.schema.Schema;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An index over geometries, which MySQL makes a spatial one, and MariaDB one over as many bytes as an index can have. */
class GeometryIndexTest {
    private static Schema migrated(TestDatabase database) {
        var create = createTable(
                "place",
                column("id", integer()),
                column("at", nativeType("point")),
                column("area", nativeType("geometry")),
                primaryKey("place_pkey", "id"),
                index("place_at_idx", "at"),
                index("place_area_idx", "area"));
        var migrations = MigrationSequence.of(List.of(new NumberedMigration(new MigrationId(1), List.of(create))));
        database.migrator().migrate(migrations, null);
        return migrations.replay();
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void isThere(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var expected = migrated(database);

            assertThat(database.differences(expected)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void isMissingWhereThereIsNoneOrAnother(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var expected = migrated(database);
            database.execute("drop index place_at_idx on place");
            database.execute("drop index place_area_idx on place");
            if (dialect == Dialect.MARIADB) {
                database.execute("create spatial index place_area_idx on place (area)");
            }

            assertThat(database.differences(expected))
                    .extracting(Difference::toString)
                    .containsExactlyInAnyOrder(
                            "place: the index place_at_idx is missing, it should be (at)",
                            "place: the index place_area_idx is missing, it should be (area)");
        }
    }
}
