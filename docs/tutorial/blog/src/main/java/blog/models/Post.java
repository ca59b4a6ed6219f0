package blog.models;

import static dev.qorm.schema.ReferentialAction.CASCADE;

import dev.qorm.model.Fields;
import dev.qorm.model.Model;

public class Post extends Model {
    @Override
    protected void schema(Fields fields) {
        fields.varchar("title", 255).unique();
        fields.text("content");
        fields.manyToOne("author", Author.class).onDelete(CASCADE);
    }
}
