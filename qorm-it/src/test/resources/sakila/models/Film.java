package sakila.models;

import static dev.qorm.schema.ReferentialAction.CASCADE;
import static dev.qorm.schema.ReferentialAction.RESTRICT;

import dev.qorm.model.Fields;
import java.math.BigDecimal;

public class Film extends Tracked {
    @Override
    protected void schema(Fields fields) {
        fields.integer("filmId").autoIncrement().primaryKey();
        fields.varchar("title", 255);
        fields.text("description").nullable();
        fields.smallint("releaseYear").nullable();
        fields.manyToOne("language", Language.class)
                .column("language_id")
                .constraint("fk_film_language")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.manyToOne("originalLanguage", Language.class)
                .column("original_language_id")
                .nullable()
                .constraint("fk_film_language_original")
                .onDelete(RESTRICT)
                .onUpdate(CASCADE);
        fields.smallint("rentalDuration").defaultValue(3);
        fields.decimal("rentalRate", 4, 2).defaultValue(new BigDecimal("4.99"));
        fields.integer("length").nullable();
        fields.decimal("replacementCost", 5, 2).defaultValue(new BigDecimal("19.99"));
        fields.enumeration("rating", "G", "PG", "PG-13", "R", "NC-17").nullable().defaultValue("G");
        fields.varchar("specialFeatures", 54).nullable();
        fields.index("title").named("idx_title");
        fields.index("language").named("idx_fk_language_id");
        fields.index("originalLanguage").named("idx_fk_original_language_id");
        super.schema(fields);
    }
}
