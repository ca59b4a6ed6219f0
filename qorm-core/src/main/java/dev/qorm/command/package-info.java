/**
 * The whole product without Maven: one class a goal, a request in, a result out. A goal of the plugin only translates. The
 * only package that knows Gson, for files of questions and answers.
 */
@NullMarked
package dev.qorm.command;

import org.jspecify.annotations.NullMarked;
