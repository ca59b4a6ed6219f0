package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnType;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The time zone in which MySQL and MariaDB convert a moment to a date and time, or the reverse: UTC, as in columns of
 * instants. Everything else is done in the session's time zone, on which SQL of the user may rely.
 *
 * @param before the statements for the session before the first statement of a migration
 * @param after the statements for the session after the last one
 */
public record MySqlMoments(List<String> before, List<String> after) {
    /** The type of MySQL that no model has under another name. */
    private static final Pattern MOMENT = Pattern.compile("\\s*timestamp\\b.*", Pattern.CASE_INSENSITIVE);

    private static final MySqlMoments NONE = new MySqlMoments(List.of(), List.of());
    private static final MySqlMoments IN_UTC = new MySqlMoments(
            List.of("set @qorm_time_zone = @@time_zone, time_zone = '+00:00'"),
            List.of("set time_zone = @qorm_time_zone"));

    /** Returns what {@code operations}, those of a migration, need. */
    public static MySqlMoments of(List<Operation> operations, Dialect dialect) {
        return dialect.isMySqlFamily() && operations.stream().anyMatch(MySqlMoments::convert) ? IN_UTC : NONE;
    }

    private static boolean convert(Operation operation) {
        return operation instanceof AlterColumn alter
                && (isMoment(alter.from().type()) || isMoment(alter.to().type()));
    }

    /** Whether it is the {@code timestamp} of these databases. */
    static boolean isMoment(ColumnType type) {
        return type instanceof ColumnType.Native other
                && MOMENT.matcher(other.name()).matches();
    }
}
