package dev.qorm.model;

/**
 * A table, declared as a class. {@link #schema} is the only declaration of the table; {@code makemigrations} compares
 * it with the existing migrations.
 *
 * <p>A model needs a constructor without parameters, of any visibility. An abstract model has no table of its own. The
 * models that extend it inherit its declarations, whether or not they call {@code super.schema(fields)}.
 */
public abstract class Model {
    /** Called by subclasses. */
    protected Model() {}

    /**
     * Declares the fields of the table and, if needed, its name, keys, indexes and checks.
     *
     * @param fields receives the declarations
     */
    protected abstract void schema(Fields fields);
}
