package dev.qorm.command;

import dev.qorm.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The other modules of a build, which get the same answers from the command line. An answer about a table that this
 * module does not have is meant for another module.
 */
final class OtherModules {
    private final boolean areThere;
    private final Schema migrated;
    private final Schema models;
    private final List<String> remarks = new ArrayList<>();

    /** @param areThere whether the build has other modules; if not, an answer that fits nothing is an error */
    OtherModules(boolean areThere, Schema migrated, Schema models) {
        this.areThere = areThere;
        this.migrated = migrated;
        this.models = models;
    }

    /**
     * Whether an answer is for another module; if so, adds a remark.
     *
     * @param answer as it is written
     * @param tables the tables that it is about
     */
    boolean areMeantBy(String answer, String... tables) {
        var isMeant = areThere && Stream.of(tables).noneMatch(this::isHere);
        if (isMeant) {
            remarks.add(answer + " is left to the other modules: this one has no table " + String.join(" or ", tables));
        }
        return isMeant;
    }

    private boolean isHere(String table) {
        return migrated.find(table) != null || models.find(table) != null;
    }

    /** Returns the table of a column such as {@code post.title}; a name without a dot is the name of a table. */
    static String table(String about) {
        var dot = about.lastIndexOf('.');
        return dot < 0 ? about : about.substring(0, dot);
    }

    /** Returns remarks on the answers that were left to other modules. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }
}
