package dev.qorm.command;

import dev.qorm.diff.FormerNames;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import java.util.List;

/**
 * What a migration that is written anew says already: which names are renamed ones, and which values rows get.
 *
 * @param migration its name, for a person
 * @param names what was renamed
 * @param operations all that it does
 */
record EarlierAnswers(String migration, FormerNames names, List<Operation> operations) {
    /** No migration is written anew. */
    static final EarlierAnswers NONE = new EarlierAnswers("", FormerNames.NONE, List.of());

    EarlierAnswers {
        operations = List.copyOf(operations);
    }

    /** What {@code operations} say, which lead away from {@code before}. */
    static EarlierAnswers of(String migration, Schema before, List<Operation> operations) {
        return new EarlierAnswers(migration, FormerNames.of(before, operations), operations);
    }
}
