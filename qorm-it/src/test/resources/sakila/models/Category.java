package sakila.models;

import dev.qorm.model.Fields;

public class Category extends Tracked {
    @Override
    protected void schema(Fields fields) {
        fields.integer("categoryId").autoIncrement().primaryKey();
        fields.varchar("name", 25);
        super.schema(fields);
    }
}
