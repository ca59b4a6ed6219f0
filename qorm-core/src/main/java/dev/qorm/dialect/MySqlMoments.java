package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnType;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The zone in which MySQL and MariaDB make a date and time of a moment, or the reverse: UTC, as columns of instants have it. All
 * else is done in the zone of the session, which a person's SQL may count on.
 *
 * @param before what the session is told before the first statement of a migration
 * @param after what it is told after the last one
 */
public record MySqlMoments(List<String> before, List<String> after) {
    /** The type of MySQL that no model has by another name. */
    private static final Pattern MOMENT = Pattern.compile("\\s*timestamp\\b.*", Pattern.CASE_INSENSITIVE);

    private static final MySqlMoments NONE = new MySqlMoments(List.of(), List.of());
    private static final MySqlMoments IN_UTC = new MySqlMoments(
            List.of("set @qorm_time_zone = @@time_zone, time_zone = '+00:00'"),
            List.of("set time_zone = @qorm_time_zone"));

    /** What {@code operations} need, those of a migration. */
    public static MySqlMoments of(List<Operation> operations, Dialect dialect) {
        return dialect.isMySqlFamily() && operations.stream().anyMatch(MySqlMoments::convert) ? IN_UTC : NONE;
    }

    private static boolean convert(Operation operation) {
        return operation instanceof AlterColumn alter
                && (isMoment(alter.from().type()) || isMoment(alter.to().type()));
    }

    private static boolean isMoment(ColumnType type) {
        return type instanceof ColumnType.Native other
                && MOMENT.matcher(other.name()).matches();
    }
}
