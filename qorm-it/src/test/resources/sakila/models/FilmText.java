package sakila.models;

import dev.qorm.model.Fields;
import dev.qorm.model.Model;

public class FilmText extends Model {
    @Override
    protected void schema(Fields fields) {
        fields.integer("filmId").primaryKey();
        fields.varchar("title", 255);
        fields.text("description").nullable();
    }
}
