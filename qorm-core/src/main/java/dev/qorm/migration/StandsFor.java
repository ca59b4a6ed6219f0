package dev.qorm.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a squash was made of. A database that has the migrations of one of these lines has the squash, also when their sources
 * are gone; one that has others of the same names has not.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StandsFor {
    /** The {@link Lineage} of the migrations; several where a squash is among them, with it and with what it stands for. */
    String[] value();
}
