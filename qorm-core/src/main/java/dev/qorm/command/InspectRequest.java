package dev.qorm.command;

/**
 * What inspect needs to know.
 *
 * @param database the project's code and its database
 * @param place where the models are written
 * @param overwrite whether files that are there and differ are replaced
 */
public record InspectRequest(MigrateRequest database, ModelsPlace place, boolean overwrite) {}
