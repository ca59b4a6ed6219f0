package dev.qorm.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The {@link NumberedMigration#checksum} of a migration when it was written. {@code qorm:check} compares it with what the
 * operations now are, and so notices an edit before any database meets it. A migration without it may be edited.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Fingerprint {
    /** The checksum. */
    String value();
}
