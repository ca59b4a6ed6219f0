package sakila.models;

import static dev.qorm.schema.ReferentialAction.CASCADE;
import static dev.qorm.schema.ReferentialAction.RESTRICT;

import dev.qorm.model.Fields;

public class FilmActor extends Tracked {
    @Override
    protected void schema(Fields fields) {
        fields.manyToOne("actor", Actor.class)
                .column("actor_id")
                .constraint("fk_film_actor_actor")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.manyToOne("film", Film.class)
                .column("film_id")
                .constraint("fk_film_actor_film")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.primaryKey("actor", "film");
        super.schema(fields);
    }
}
