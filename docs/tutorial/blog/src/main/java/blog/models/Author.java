package blog.models;

import dev.qorm.model.Fields;
import dev.qorm.model.Model;

public class Author extends Model {
    @Override
    protected void schema(Fields fields) {
        fields.varchar("name", 255);
    }
}
