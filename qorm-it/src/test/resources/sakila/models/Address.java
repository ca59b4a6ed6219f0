package sakila.models;

import static dev.qorm.schema.ReferentialAction.CASCADE;
import static dev.qorm.schema.ReferentialAction.RESTRICT;

import dev.qorm.model.Fields;

public class Address extends Tracked {
    @Override
    protected void schema(Fields fields) {
        fields.integer("addressId").autoIncrement().primaryKey();
        fields.varchar("address", 50);
        fields.varchar("address2", 50).nullable();
        fields.varchar("district", 20);
        fields.manyToOne("city", City.class)
                .column("city_id")
                .constraint("fk_address_city")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.varchar("postalCode", 10).nullable();
        fields.varchar("phone", 20);
        fields.index("city").named("idx_fk_city_id");
        super.schema(fields);
    }
}
