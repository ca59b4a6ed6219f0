package dev.qorm.command;

import dev.qorm.introspect.Remark;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What inspect found and did.
 *
 * @param written the files that were written
 * @param unchanged the files that were there with the same text
 * @param kept the files that were there with another text, and were left as they are
 * @param modelled tables that have a model of another name already, with that name
 * @param remarks what the database has and models cannot say
 * @param elsewhere what to know of tables in other schemas, in one sentence, or none
 * @param remedies the file with the statements that some of the remarks have as their remedy, or null for none
 */
public record InspectResult(
        List<Path> written,
        List<Path> unchanged,
        List<Path> kept,
        List<String> modelled,
        List<Remark> remarks,
        List<String> elsewhere,
        @Nullable Path remedies) {
    public InspectResult {
        written = List.copyOf(written);
        unchanged = List.copyOf(unchanged);
        kept = List.copyOf(kept);
        modelled = List.copyOf(modelled);
        remarks = List.copyOf(remarks);
        elsewhere = List.copyOf(elsewhere);
    }
}
