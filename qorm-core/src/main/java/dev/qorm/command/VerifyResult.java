package dev.qorm.command;

import dev.qorm.introspect.Difference;
import dev.qorm.introspect.Remark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of verify.
 *
 * @param applied the number of migrations that the database has
 * @param pending the number of the project's migrations that it does not have
 * @param differences where the database differs from the migrations; empty if it does not
 * @param remarks what the tables of the migrations have but qorm does not know
 * @param adopted the migration that makes the difference official, or null if none was written
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
