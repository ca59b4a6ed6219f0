package sakila.models;

import dev.qorm.model.Fields;

public class Country extends Tracked {
    @Override
    protected void schema(Fields fields) {
        fields.integer("countryId").autoIncrement().primaryKey();
        fields.varchar("country", 50);
        super.schema(fields);
    }
}
