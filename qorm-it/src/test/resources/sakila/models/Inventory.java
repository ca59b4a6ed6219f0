package sakila.models;

import static dev.qorm.schema.ReferentialAction.CASCADE;
import static dev.qorm.schema.ReferentialAction.RESTRICT;

import dev.qorm.model.Fields;

public class Inventory extends Tracked {
    @Override
    protected void schema(Fields fields) {
        fields.integer("inventoryId").autoIncrement().primaryKey();
        fields.manyToOne("film", Film.class)
                .column("film_id")
                .constraint("fk_inventory_film")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.manyToOne("store", Store.class)
                .column("store_id")
                .constraint("fk_inventory_store")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.index("store", "film").named("idx_store_id_film_id");
        super.schema(fields);
    }
}
