/**
 * The goals, and what stands between Maven and the commands of qorm-core.
 *
 * <p>A goal reads its parameters, asks a command, and reports. What all of them need around that is in {@link
 * dev.qorm.maven.GoalRunner}: whether the module takes part ({@code Participation}), its classes, compiled now
 * ({@code EarlyCompilation}) and readable ({@code ProjectCode}), and failures in the words of Maven ({@code Failures}).
 * The goals that need a database get it from {@code DatabaseAccess}: settings, driver, connection data, and the care
 * that no password reaches a log.
 */
@NullMarked
package dev.qorm.maven;

import org.jspecify.annotations.NullMarked;
