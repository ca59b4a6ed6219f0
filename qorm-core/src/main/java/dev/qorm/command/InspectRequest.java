package dev.qorm.command;

import java.nio.file.Path;

/**
 * What inspect needs to know.
 *
 * @param database the project's code and its database
 * @param place where the models are written
 * @param overwrite whether files that are there and differ are replaced
 * @param remedies the file for the statements that make the database what the models can say
 */
public record InspectRequest(MigrateRequest database, ModelsPlace place, boolean overwrite, Path remedies) {}
