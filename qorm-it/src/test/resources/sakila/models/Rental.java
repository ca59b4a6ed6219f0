package sakila.models;

import static dev.qorm.schema.ReferentialAction.CASCADE;
import static dev.qorm.schema.ReferentialAction.RESTRICT;

import dev.qorm.model.Fields;

public class Rental extends Tracked {
    @Override
    protected void schema(Fields fields) {
        fields.integer("rentalId").autoIncrement().primaryKey();
        fields.timestamp("rentalDate", 0);
        fields.manyToOne("inventory", Inventory.class)
                .column("inventory_id")
                .constraint("fk_rental_inventory")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.manyToOne("customer", Customer.class)
                .column("customer_id")
                .constraint("fk_rental_customer")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.timestamp("returnDate", 0).nullable();
        fields.manyToOne("staff", Staff.class)
                .column("staff_id")
                .constraint("fk_rental_staff")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.unique("rentalDate", "inventory", "customer");
        fields.index("inventory").named("idx_fk_inventory_id");
        super.schema(fields);
    }
}
