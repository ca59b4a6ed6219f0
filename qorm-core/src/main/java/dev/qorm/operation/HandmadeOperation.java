package dev.qorm.operation;

import dev.qorm.schema.Schema;

/** What a person made; qorm does not look into it, and the schema stays as it is. */
public sealed interface HandmadeOperation extends Operation permits RunSql, RunJava {
    @Override
    default Schema applyTo(Schema schema) {
        return schema;
    }

    @Override
    default char sign() {
        return '~';
    }
}
