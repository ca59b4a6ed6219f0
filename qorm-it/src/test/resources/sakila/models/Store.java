package sakila.models;

import static dev.qorm.schema.ReferentialAction.CASCADE;
import static dev.qorm.schema.ReferentialAction.RESTRICT;

import dev.qorm.model.Fields;

public class Store extends Tracked {
    @Override
    protected void schema(Fields fields) {
        fields.integer("storeId").autoIncrement().primaryKey();
        fields.oneToOne("manager", Staff.class)
                .column("manager_staff_id")
                .constraint("fk_store_staff")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.manyToOne("address", Address.class)
                .column("address_id")
                .constraint("fk_store_address")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        super.schema(fields);
    }
}
