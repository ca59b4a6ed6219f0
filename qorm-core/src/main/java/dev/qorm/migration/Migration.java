package dev.qorm.migration;

import dev.qorm.operation.Operation;
import java.util.List;

/**
 * What generated migrations extend: a list of operations, applied in their order.
 *
 * <p>A migration never refers to a model: models change, migrations do not.
 */
public abstract class Migration {
    /** For the migrations. */
    protected Migration() {}

    /** The operations, in the order in which they are applied. */
    public abstract List<Operation> operations();

    /** What it is for, in a few words; the empty text when nobody said. It has no part in what the migration does. */
    public String description() {
        return "";
    }
}
