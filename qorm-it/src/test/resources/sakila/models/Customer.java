package sakila.models;

import static dev.qorm.schema.ReferentialAction.CASCADE;
import static dev.qorm.schema.ReferentialAction.RESTRICT;

import dev.qorm.model.Fields;
import dev.qorm.model.Model;

public class Customer extends Model {
    @Override
    protected void schema(Fields fields) {
        fields.integer("customerId").autoIncrement().primaryKey();
        fields.manyToOne("store", Store.class)
                .column("store_id")
                .constraint("fk_customer_store")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.varchar("firstName", 45);
        fields.varchar("lastName", 45);
        fields.varchar("email", 50).nullable();
        fields.manyToOne("address", Address.class)
                .column("address_id")
                .constraint("fk_customer_address")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.bool("active").defaultValue(true);
        fields.timestamp("createDate", 0);
        fields.timestamp("lastUpdate", 0).nullable().defaultExpression("current_timestamp");
        fields.index("lastName").named("idx_last_name");
    }
}
