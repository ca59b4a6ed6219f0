package dev.qorm.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The migrations from which a squash was made. A database that has the migrations of one of these lines has the squash,
 * even if their sources no longer exist. A database that has other migrations of the same names does not.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StandsFor {
    /**
     * The {@link Lineage} of the migrations. If a squash is among them, there are several: with the squash, and with
     * the migrations that it replaces.
     */
    String[] value();
}
