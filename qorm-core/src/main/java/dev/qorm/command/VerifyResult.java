package dev.qorm.command;

import dev.qorm.introspect.Difference;
import dev.qorm.introspect.Remark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verify found.
 *
 * @param applied how many migrations the database has
 * @param pending how many of the project's it has not
 * @param differences where the database is not what they say; empty for nowhere
 * @param remarks what the tables of the migrations have and qorm does not know
 * @param adopted the migration that makes the difference official, or null when none was written
 */
public record VerifyResult(
        int applied,
        int pending,
        List<Difference> differences,
        List<Remark> remarks,
        @Nullable MakeMigrationsResult adopted) {
    public VerifyResult {
        differences = List.copyOf(differences);
        remarks = List.copyOf(remarks);
    }
}
