package sakila.models;

import static dev.qorm.schema.ReferentialAction.CASCADE;
import static dev.qorm.schema.ReferentialAction.RESTRICT;
import static dev.qorm.schema.ReferentialAction.SET_NULL;

import dev.qorm.model.Fields;
import dev.qorm.model.Model;

public class Payment extends Model {
    @Override
    protected void schema(Fields fields) {
        fields.integer("paymentId").autoIncrement().primaryKey();
        fields.manyToOne("customer", Customer.class)
                .column("customer_id")
                .constraint("fk_payment_customer")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.manyToOne("staff", Staff.class)
                .column("staff_id")
                .constraint("fk_payment_staff")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.manyToOne("rental", Rental.class)
                .column("rental_id")
                .nullable()
                .constraint("fk_payment_rental")
                .onDelete(SET_NULL)
                .onUpdate(CASCADE);
        fields.decimal("amount", 5, 2);
        fields.timestamp("paymentDate", 0);
        fields.timestamp("lastUpdate", 0).nullable().defaultExpression("current_timestamp");
    }
}
