package dev.qorm.diff;

import static dev.qorm.diff.Renames.answers;
import static dev.qorm.diff.Renames.columnRename;
import static dev.qorm.diff.Renames.diff;
import static dev.qorm.diff.Renames.hints;
import static dev.qorm.diff.Renames.schema;
import static dev.qorm.diff.Renames.table;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RenameResolverTest {
    @Test
    void aHintRenamesAColumnAndWhatIsOverItFollows() {
        var from = table(
                "post",
                column("title", varchar(80)),
                column("shout", varchar(80)).generatedAs("upper(title)"),
                index("post_title_idx", "title"),
                check("has_title", "title <> 'title'"));
        var to = table(
                "post",
                column("headline", varchar(80)),
                column("shout", varchar(80)).generatedAs("upper(headline)"),
                index("post_headline_idx", "headline"),
                check("has_title", "headline <> 'title'"));

        assertThat(diff(schema(from), schema(to), hints(columnRename("post", "title", "headline"))))
                .containsExactly(
                        "rename column post.title to headline",
                        "rename index post_title_idx on post to post_headline_idx");
    }

    @Test
    void aRenameKeepsTheRestOfTheChange() {
        var from = table("post", column("title", varchar(80)).nullable());
        var to = table("post", column("headline", text()));

        assertThat(diff(schema(from), schema(to), answers(columnRename("post", "title", "headline"))))
                .containsExactly(
                        "rename column post.title to headline",
                        "alter column post.headline: varchar(80) -> text, null -> not null");
    }

    @Test
    void aTableAndItsColumnAreRenamedTogetherAndForeignKeysFollow() {
        var reference = foreignKey("book_writer_fkey", "writer_id");
        var from = schema(
                table("writer", column("name", varchar(9))),
                table("book", column("writer_id", bigint()), reference.references("writer", "id")));
        var to = schema(
                Table.of(
                        "author",
                        column("id", bigint()),
                        column("full_name", varchar(9)),
                        primaryKey("author_pkey", "id")),
                table("book", column("writer_id", bigint()), reference.references("author", "id")));

        assertThat(diff(
                        from,
                        to,
                        hints(new Rename(null, "writer", "author"), columnRename("author", "name", "full_name"))))
                .containsExactly(
                        "rename table writer to author",
                        "rename column author.name to full_name",
                        "rename constraint writer_pkey on author to author_pkey");
    }

    @Test
    void aHintInOtherLettersMeansTheSame() {
        var from = schema(table("a", column("x", integer())), table("b", column("y", text())));
        var swapped = schema(table("b", column("x", integer())), table("a", column("y", text())));

        assertThat(RenameResolver.resolve(
                        from, swapped, hints(new Rename(null, "A", "b"), new Rename(null, "B", "a")), null))
                .containsExactlyInAnyOrder(new Rename(null, "a", "b"), new Rename(null, "b", "a"));
        assertThatThrownBy(() -> RenameResolver.resolve(
                        from, schema(table("b", column("x", integer()))), hints(new Rename(null, "A", "b")), null))
                .isInstanceOf(RenameException.class)
                .hasMessageContaining("a is gone");
    }

    @Test
    void aTableOfWiderTypesIsAQuestion() {
        var from = schema(table("person", column("name", varchar(40)), column("age", integer())));
        var to = schema(table("human", column("full_name", text()), column("years", bool())));

        assertThatThrownBy(() -> RenameResolver.resolve(from, to, RenameAnswers.NONE, null))
                .isInstanceOf(UnansweredException.class);
    }

    @Test
    void aTableThatJoinsTheSameIsAQuestion() {
        var from = schema(
                table("person"),
                table("club"),
                Table.of(
                        "person_club",
                        column("person_id", bigint()),
                        column("club_id", bigint()),
                        primaryKey("person_club_pkey", "person_id", "club_id"),
                        foreignKey("person_club_person_id_fkey", "person_id").references("person", "id"),
                        foreignKey("person_club_club_id_fkey", "club_id").references("club", "id")));
        var membership = new TableElement[] {
            column("id", uuid()),
            column("member_id", bigint()),
            column("team_id", bigint()),
            column("since", date()).nullable(),
            primaryKey("membership_pkey", "id"),
            foreignKey("membership_member_id_fkey", "member_id").references("member", "id")
        };
        var team = foreignKey("membership_team_id_fkey", "team_id");
        var to = schema(
                table("member"), table("club"), Table.of("membership", and(membership, team.references("club", "id"))));
        var elsewhere = schema(
                table("member"),
                table("club"),
                Table.of("membership", and(membership, team.references("member", "id"))));
        var hint = hints(new Rename(null, "person", "member"));

        var asked = catchThrowableOfType(UnansweredException.class, () -> RenameResolver.resolve(from, to, hint, null));
        assertThat(asked.questions())
                .containsExactly(new RenameQuestion(List.of(new Rename(null, "person_club", "membership"))));
        assertThat(RenameResolver.resolve(from, elsewhere, hint, null))
                .containsExactly(new Rename(null, "person", "member"));
    }

    private static TableElement[] and(TableElement[] elements, TableElement last) {
        return Stream.concat(Stream.of(elements), Stream.of(last)).toArray(TableElement[]::new);
    }

    @Test
    void aHintMayHaveTheNameOfAField() {
        var from = schema(table("post", column("author_id", bigint()), column("author", text())));
        var relation = schema(table("post", column("writer_id", bigint()), column("author", text())));
        var text = schema(table("post", column("author_id", bigint()), column("writer", text())));

        assertThat(diff(from, relation, meant("penName", "writer_id", "author_id")))
                .containsExactly("rename column post.author_id to writer_id");
        assertThat(diff(from, text, meant("author", "writer", "author_id")))
                .as("the name of a column counts more")
                .containsExactly("rename column post.author to writer");
        var both = schema(table("post", column("writer_id", bigint())));
        assertThatThrownBy(() -> diff(from, both, meant("author", "writer_id", "author_id")))
                .isInstanceOf(RenameException.class)
                .hasMessageContainingAll(
                        "renamedFrom(\"author\"), which may mean author or author_id in post",
                        "-Dqorm.rename=post.author_id:writer_id");
        assertThatThrownBy(() -> diff(
                        relation,
                        schema(table("post", column("writer_id", bigint()))),
                        meant("penName", "writer_id", "author")))
                .isInstanceOf(RenameException.class)
                .hasMessageContaining("author is gone: its data would be lost. Remove renamedFrom if that is meant");
        assertThatThrownBy(() -> diff(from, relation, meant("penName", "writer_id", "pen_name")))
                .hasMessageContaining("renamedFrom(\"penName\"), but the migrations know no column of that name");
    }

    @Test
    void aHintThatHasWorkedIsSilentAboutAColumnThatIsRenamed() {
        var from = schema(table("post", column("author", text()), column("writer", text())));
        var to = schema(table("post", column("editor", text()), column("writer", text())));
        var known = new RenameAnswers(
                List.of(new HintedRename(columnRename("post", "author", "writer"), List.of())),
                List.of(columnRename("post", "author", "editor")),
                false);

        assertThat(diff(from, to, known)).containsExactly("rename column post.author to editor");
    }

    /** In whichever order the models declare the two. */
    @Test
    void aHintThatHasWorkedIsSilentAboutAColumnThatAnotherHintRenames() {
        var from = schema(table("post", column("writer", text()), column("author_id", text())));
        var to = schema(table("post", column("writer", text()), column("creator_id", text())));
        var old = new HintedRename(columnRename("post", "author", "writer"), List.of("author_id"));
        var due = new HintedRename(columnRename("post", "author", "creator_id"), List.of("author_id"));

        for (var hints : List.of(List.of(old, due), List.of(due, old))) {
            assertThat(diff(from, to, new RenameAnswers(hints, List.of(), false)))
                    .containsExactly("rename column post.author_id to creator_id");
        }
    }

    private static RenameAnswers meant(String from, String to, String meant) {
        var hint = new HintedRename(columnRename("post", from, to), List.of(meant));
        return new RenameAnswers(List.of(hint), List.of(), false);
    }

    @Test
    void aHintOnATableBeforeAnyMigrationIsNamed() {
        assertThatThrownBy(() -> diff(schema(), schema(table("a")), hints(new Rename(null, "old", "a"))))
                .isInstanceOf(RenameException.class)
                .hasMessageContaining("the migrations know no table of that name; they know none. Correct the name");
    }

    @Test
    void aHintThatHasWorkedDoesNotStopTheNext() {
        var from = schema(table("t", column("a", integer()), column("c", text())));
        var to = schema(table("t", column("b", integer()), column("c", text())));

        assertThat(diff(from, to, hints(columnRename("t", "a", "b"), columnRename("t", "b", "c"))))
                .containsExactly("rename column t.a to b");
    }

    @Test
    void aNameThatDiffersInCaseOnlyIsRenamedWithoutAQuestion() {
        assertThat(diff(
                        schema(table("post", column("title", text()))),
                        schema(table("post", column("Title", text()))),
                        RenameAnswers.NONE))
                .containsExactly("rename column post.title to Title");
    }

    @Test
    void withoutEvidenceItIsAQuestion() {
        var from = schema(table("post", column("title", text()), column("live", bool())));
        var to = schema(table("post", column("headline", varchar(9)), column("body", text())));

        var unanswered = catchThrowableOfType(
                UnansweredException.class, () -> RenameResolver.resolve(from, to, RenameAnswers.NONE, null));

        assertThat(unanswered.questions())
                .extracting(RenameQuestion::text)
                .containsExactly(
                        "the column post.headline is new and title, live are gone: was one of them renamed?",
                        "the column post.body is new and title, live are gone: was one of them renamed?");
        var none = new RenameAnswers(List.of(), List.of(), true);
        assertThat(RenameResolver.resolve(from, to, none, null)).isEmpty();
    }

    @Test
    void aPersonIsAskedForEachNewThing() {
        var from = schema(table("post", column("title", text()), column("body", text())));
        var to = schema(table("post", column("headline", text()), column("content", text())));

        var renames = RenameResolver.resolve(
                from,
                to,
                RenameAnswers.NONE,
                question -> question.candidates().get(0).to().equals("headline")
                        ? Optional.of(question.candidates().get(0))
                        : Optional.empty());

        assertThat(renames).containsExactly(columnRename("post", "title", "headline"));
    }

    @Test
    void tablesThatShareNothingAreNoQuestion() {
        var from = schema(table("log", column("line", text())));
        var to = schema(table("invoice", column("total", integer()), column("due", bool())));

        assertThat(RenameResolver.resolve(from, to, RenameAnswers.NONE, null)).isEmpty();
    }

    @Test
    void hintsAndAnswersThatDoNotFitAreErrors() {
        var from = schema(table("post", column("title", text())));
        var to = schema(table("post", column("headline", text())));

        assertThatThrownBy(() -> diff(from, to, hints(columnRename("post", "titel", "headline"))))
                .isInstanceOf(RenameException.class)
                .hasMessageContainingAll("renamedFrom(\"titel\")", "only title is not in the models any more");
        assertThatThrownBy(() -> diff(
                        from,
                        schema(table("post", column("title", text()), column("headline", text()))),
                        hints(columnRename("post", "titel", "headline"))))
                .isInstanceOf(RenameException.class)
                .hasMessageContaining("they know id, title, and the models still have all of these");
        assertThatThrownBy(() -> diff(from, to, answers(columnRename("post", "x", "headline"))))
                .isInstanceOfAny(RenameException.class, UnansweredException.class);
        assertThatThrownBy(() -> diff(to, to, answers(columnRename("post", "title", "headline"))))
                .hasMessageContaining("qorm.rename=post.title:headline fits no change");
        assertThatThrownBy(() -> diff(
                        from,
                        to,
                        answers(columnRename("post", "title", "headline"), columnRename("post", "id", "headline"))))
                .hasMessageContaining("contradicts");
        assertThatThrownBy(() -> diff(from, to, hints(columnRename("pots", "title", "headline"))))
                .hasMessageContaining("the table pots, which no model has");
        var both = schema(table("post", column("title", text()), column("headline", text())));
        assertThatThrownBy(() -> diff(both, to, hints(columnRename("post", "title", "headline"))))
                .hasMessageContainingAll("know both in post", "title is gone", "Remove renamedFrom");
    }
}
