package dev.qorm.operation;

import java.util.List;

/** The names of the databases to which a handmade operation can be restricted, as in {@code qorm.dialect}. */
public final class DatabaseNames {
    /** All names. */
    public static final List<String> ALL = List.of("h2", "sqlite", "postgresql", "mariadb", "mysql");

    private DatabaseNames() {}

    /**
     * Returns these names as a list.
     *
     * @throws IllegalArgumentException if one of them is not in {@link #ALL}
     */
    static List<String> known(String... names) {
        for (var name : names) {
            if (!ALL.contains(name)) {
                throw new IllegalArgumentException(
                        "on(\"" + name + "\") names no database; there are " + String.join(", ", ALL));
            }
        }
        return List.of(names);
    }

    /** Returns the suffix of a description, such as {@code  (postgresql)}; empty for all databases. */
    static String described(List<String> names) {
        return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    }
}
