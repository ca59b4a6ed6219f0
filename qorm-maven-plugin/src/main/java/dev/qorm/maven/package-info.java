/**
 * The goals, and the code between Maven and the commands of qorm-core.
 *
 * <p>A goal reads its parameters, calls a command, and reports the result. Everything around that, which all goals
 * need, is in {@link dev.qorm.maven.GoalRunner}: whether the module participates ({@code Participation}), its classes,
 * which are compiled ({@code EarlyCompilation}) and made readable ({@code ProjectCode}), and the translation of
 * failures to those of Maven ({@code Failures}). The goals that need a database get it from {@code DatabaseAccess},
 * with its settings, driver and connection data, and with care that no password reaches a log.
 */
@NullMarked
package dev.qorm.maven;

import org.jspecify.annotations.NullMarked;
