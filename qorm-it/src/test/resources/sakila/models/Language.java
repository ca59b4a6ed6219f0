package sakila.models;

import dev.qorm.model.Fields;

public class Language extends Tracked {
    @Override
    protected void schema(Fields fields) {
        fields.integer("languageId").autoIncrement().primaryKey();
        fields.character("name", 20);
        super.schema(fields);
    }
}
