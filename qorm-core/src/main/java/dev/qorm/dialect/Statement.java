package dev.qorm.dialect;

/**
 * One SQL statement.
 *
 * @param sql its text, without a semicolon at its end; all values are in it, there are no parameters
 */
public record Statement(String sql) {}
