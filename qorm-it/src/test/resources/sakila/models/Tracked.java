package sakila.models;

import dev.qorm.model.Fields;
import dev.qorm.model.Model;

/** What nearly all tables have in common. */
public abstract class Tracked extends Model {
    @Override
    protected void schema(Fields fields) {
        fields.timestamp("lastUpdate", 0).defaultExpression("current_timestamp");
    }
}
