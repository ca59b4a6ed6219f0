package dev.qorm.command;

import dev.qorm.scan.Codebase;

/**
 * The input of create.
 *
 * @param code the project's code, compiled
 * @param model the name of the class: {@code Post}, or with its package, {@code blog.models.Post}
 * @param place where it is written
 */
public record CreateModelRequest(Codebase code, String model, ModelsPlace place) {}
