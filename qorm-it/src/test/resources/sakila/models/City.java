package sakila.models;

import static dev.qorm.schema.ReferentialAction.CASCADE;
import static dev.qorm.schema.ReferentialAction.RESTRICT;

import dev.qorm.model.Fields;

public class City extends Tracked {
    @Override
    protected void schema(Fields fields) {
        fields.integer("cityId").autoIncrement().primaryKey();
        fields.varchar("city", 50);
        fields.manyToOne("country", Country.class)
                .column("country_id")
                .constraint("fk_city_country")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.index("country").named("idx_fk_country_id");
        super.schema(fields);
    }
}
