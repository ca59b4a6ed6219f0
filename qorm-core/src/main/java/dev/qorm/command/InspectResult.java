package dev.qorm.command;

import dev.qorm.introspect.Remark;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of inspect.
 *
 * @param written the files that were written
 * @param unchanged the existing files that have the same text
 * @param kept the existing files that have another text, and were not changed
 * @param modelled the tables that already have a model of another name, with that name
 * @param remarks what the database has but models cannot declare
 * @param elsewhere a sentence about tables in other schemas, or none
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
