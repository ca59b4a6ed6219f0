package dev.qorm.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The {@link NumberedMigration#checksum} of a migration when it was written. {@code qorm:check} compares it with the
 * current operations, and so detects an edit before the migration reaches a database. A migration without this
 * annotation may be edited.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Fingerprint {
    /** The checksum. */
    String value();
}
