package dev.qorm.command;

import java.nio.file.Path;

/**
 * The input of inspect.
 *
 * @param database the project's code and its database
 * @param place where the models are written
 * @param overwrite whether existing files that differ are replaced
 * @param remedies the file for the statements that change the database to what models can declare
 */
public record InspectRequest(MigrateRequest database, ModelsPlace place, boolean overwrite, Path remedies) {}
