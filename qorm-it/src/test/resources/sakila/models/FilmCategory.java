package sakila.models;

import static dev.qorm.schema.ReferentialAction.CASCADE;
import static dev.qorm.schema.ReferentialAction.RESTRICT;

import dev.qorm.model.Fields;

public class FilmCategory extends Tracked {
    @Override
    protected void schema(Fields fields) {
        fields.manyToOne("film", Film.class)
                .column("film_id")
                .constraint("fk_film_category_film")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.manyToOne("category", Category.class)
                .column("category_id")
                .constraint("fk_film_category_category")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.primaryKey("film", "category");
        super.schema(fields);
    }
}
