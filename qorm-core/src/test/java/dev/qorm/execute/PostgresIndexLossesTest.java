package dev.qorm.execute;

import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.Operation;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes with an index of PostgreSQL that is dropped, and is said. */
class PostgresIndexLossesTest {
    private static final List<Operation> PERSON = List.of(createTable(
            "person",
            column("id", integer()),
            column("note", varchar(20)),
            column("size", integer()),
            primaryKey("person_pkey", "id"),
            unique("person_size_key", "size"),
            index("person_note_idx", "note")));
    private static final List<Operation> DROPPED = List.of(dropIndex("person", index("person_note_idx", "note")));
    private static final List<Operation> MADE_AGAIN = List.of(
            createIndex("person", index("person_note_idx", "note", "size")).concurrently());

    private final TestDatabase database = TestDatabase.fresh(Dialect.POSTGRESQL);

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> losses(MigrationSequence sequence, String... byHand) {
        database.migrator().migrate(sequence, new MigrationId(1));
        for (var sql : byHand) {
            database.execute(sql);
        }
        var inDryRun = new ArrayList<String>();
        database.migrator(noting(inDryRun)).dryRun(sequence, null, Direction.APPLY);
        var losses = new ArrayList<String>();
        database.migrator(noting(losses)).migrate(sequence, null);
        assertThat(inDryRun).isEqualTo(losses);
        return losses;
    }

    private static MigrationListener noting(List<String> losses) {
        return new MigrationListener() {
            @Override
            public void losingUnknown(MigrationId id, Direction direction, List<String> found) {
                found.forEach(each -> losses.add(id + ": " + each));
            }
        };
    }

    private static final String[] PROPERTIES = {
        "drop index person_note_idx",
        "create index person_note_idx on person (note collate \"C\" text_pattern_ops nulls first) with (fillfactor = 70)",
        "comment on index person_note_idx is 'mine'"
    };

    /** The two are separate migrations: the second one does not know what the first one dropped. */
    @Test
    void theProperties() {
        assertThat(losses(MigratorTest.sequence(PERSON, DROPPED, MADE_AGAIN), PROPERTIES))
                .containsExactly(
                        "Migration0002: the collation of the index person_note_idx of person",
                        "Migration0002: the comment of the index person_note_idx of person",
                        "Migration0002: the operator class of the index person_note_idx of person",
                        "Migration0002: the order of nulls of the index person_note_idx of person",
                        "Migration0002: the storage parameters of the index person_note_idx of person");
    }

    @Test
    void nothingOfAnIndexThatGoesForGood() {
        assertThat(losses(MigratorTest.sequence(PERSON, DROPPED), PROPERTIES)).isEmpty();
    }

    @Test
    void nothingOfAnIndexThatIsAsItWasMade() {
        assertThat(losses(MigratorTest.sequence(PERSON, DROPPED, MADE_AGAIN))).isEmpty();
    }

    @Test
    void theReplicaIdentity() {
        var bySize = unique("person_size_key", "size");
        assertThat(losses(
                        MigratorTest.sequence(
                                PERSON,
                                List.of(dropUnique("person", bySize), addUnique("person", bySize.include("note")))),
                        "alter table person replica identity using index person_size_key"))
                .containsExactly("Migration0002: the replica identity of the index person_size_key of person");
    }
}
