package sakila.models;

import static dev.qorm.schema.ReferentialAction.CASCADE;
import static dev.qorm.schema.ReferentialAction.RESTRICT;

import dev.qorm.model.Fields;

public class Staff extends Tracked {
    @Override
    protected void schema(Fields fields) {
        fields.integer("staffId").autoIncrement().primaryKey();
        fields.varchar("firstName", 45);
        fields.varchar("lastName", 45);
        fields.manyToOne("address", Address.class)
                .column("address_id")
                .constraint("fk_staff_address")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.blob("picture").nullable();
        fields.varchar("email", 50).nullable();
        fields.manyToOne("store", Store.class)
                .column("store_id")
                .constraint("fk_staff_store")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.bool("active").defaultValue(true);
        fields.varchar("username", 16);
        fields.varchar("password", 40).nullable();
        super.schema(fields);
    }
}
