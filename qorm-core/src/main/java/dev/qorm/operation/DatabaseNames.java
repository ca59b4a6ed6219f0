package dev.qorm.operation;

import java.util.List;

/** The databases that an operation by hand can be for, as {@code qorm.dialect} names them. */
public final class DatabaseNames {
    /** All of them. */
    public static final List<String> ALL = List.of("h2", "sqlite", "postgresql", "mariadb", "mysql");

    private DatabaseNames() {}

    /**
     * These names as a list.
     *
     * @throws IllegalArgumentException when one of them is none of {@link #ALL}
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

    /** Behind a description: {@code  (postgresql)}; empty for all databases. */
    static String described(List<String> names) {
        return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    }
}
