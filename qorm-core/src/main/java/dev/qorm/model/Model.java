package dev.qorm.model;

/**
 * A table, declared as a class. {@link #schema} is the only declaration of the table; whatever it says is what
 * {@code makemigrations} compares with the migrations that are there.
 *
 * <p>A model needs a constructor without parameters, of any visibility. An abstract model has no table of its own: it
 * hands what it declares on to the models that extend it, whether or not they call {@code super.schema(fields)}.
 */
public abstract class Model {
    /** For the models. */
    protected Model() {}

    /**
     * Declares the fields of the table, and where needed its name, keys, indexes and checks.
     *
     * @param fields what the declaration is made with
     */
    protected abstract void schema(Fields fields);
}
