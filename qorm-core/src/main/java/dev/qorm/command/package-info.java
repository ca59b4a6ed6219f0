/**
 * The whole product without Maven: one class for each goal, with a request as input and a result as output. A goal of
 * the plugin only translates. The only package that depends on Gson, for files of questions and answers.
 */
@NullMarked
package dev.qorm.command;

import org.jspecify.annotations.NullMarked;
