package dev.qorm.migration;

import dev.qorm.operation.Operation;
import java.util.List;

/**
 * The base class of generated migrations: a list of operations, applied in order.
 *
 * <p>A migration never refers to a model: models change, migrations do not.
 */
public abstract class Migration {
    /** Called by subclasses. */
    protected Migration() {}

    /** Returns the operations, in the order in which they are applied. */
    public abstract List<Operation> operations();

    /**
     * Returns the purpose of the migration in a few words, or an empty text if none was given. It does not affect what
     * the migration does.
     */
    public String description() {
        return "";
    }
}
