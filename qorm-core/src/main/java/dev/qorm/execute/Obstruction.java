package dev.qorm.execute;

import java.sql.SQLException;
import java.util.List;

/**
 * A kind of thing that is in a database, is missing there, or is a setting of its server, and that no migration made: a
 * migration may be refused halfway because of it, or remove it.
 */
interface Obstruction {
    /** Returns why {@code run} would be refused, a line each; empty if it would not be, or the database is another one. */
    List<String> obstacles(Run run) throws SQLException;

    /** The reason that all obstacles of this kind have. */
    String reason();

    /** What the user can do about them. */
    String remedy();

    /** Returns what {@code run} would remove although no migration knows it, for the user. */
    default List<String> losses(Run run) throws SQLException {
        return List.of();
    }
}
