package sakila.models;

import dev.qorm.model.Fields;

public class Actor extends Tracked {
    @Override
    protected void schema(Fields fields) {
        fields.integer("actorId").autoIncrement().primaryKey();
        fields.varchar("firstName", 45);
        fields.varchar("lastName", 45);
        fields.index("lastName").named("idx_actor_last_name");
        super.schema(fields);
    }
}
