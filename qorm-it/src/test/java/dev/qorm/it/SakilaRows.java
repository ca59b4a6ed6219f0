package dev.qorm.it;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A few rows in each table, as a user would insert them: by column names, without those that have a default. */
final class SakilaRows {
    private static final String SEPARATOR = "|";

    private SakilaRows() {}

    /**
     * Fills all tables. A store needs a manager and a member of staff needs a store, so the first of each go in with
     * foreign keys switched off, as the published data does it.
     */
    static void insert(Client client, String database) {
        PLACES.forEach(client::execute);
        var h2 = database.equals("h2");
        client.execute(h2 ? "set referential_integrity false" : "set session_replication_role = replica");
        client.execute("insert into store (manager_staff_id, address_id) values (1, 1)");
        client.execute("insert into staff (first_name, last_name, address_id, picture, email, store_id, username)"
                + " values ('Mike', 'Hillyer', 2, " + (h2 ? "X'89504E47'" : "'\\x89504e47'")
                + ", 'mike@example.org', 1, 'Mike')");
        client.execute(h2 ? "set referential_integrity true" : "set session_replication_role = default");
        RENTALS.forEach(client::execute);
    }

    private static final List<String> PLACES = List.of(
            "insert into country (country) values ('Canada'), ('Australia')",
            "insert into city (city, country_id) values ('Lethbridge', 1), ('Woodridge', 2)",
            "insert into address (address, district, city_id, phone) values ('47 Drive', 'Alberta', 1, '')",
            "insert into address (address, address2, district, city_id, postal_code, phone)"
                    + " values ('28 Boulevard', 'Rear', 'QLD', 2, '4114', '6172235589')");

    private static final List<String> RENTALS = List.of(
            "insert into language (name) values ('English'), ('Italian')",
            "insert into category (name) values ('Documentary')",
            "insert into actor (first_name, last_name) values ('Penelope', 'Guiness'), ('Nick', 'Wahlberg')",
            "insert into film (title, language_id) values ('Ace Goldfinger', 1)",
            "insert into film (title, description, release_year, language_id, original_language_id, rental_duration,"
                    + " rental_rate, length, replacement_cost, rating, special_features, last_update)"
                    + " values ('Academy Dinosaur', 'Été: a «dinosaur»', 2006, 1, 2, 6, 0.99, 86, 20.99, 'NC-17',"
                    + " 'Deleted Scenes,Behind the Scenes', timestamp '2006-02-15 05:03:42')",
            "insert into film_text (film_id, title) values (2, 'Academy Dinosaur')",
            "insert into film_actor (actor_id, film_id) values (1, 2), (2, 2)",
            "insert into film_category (film_id, category_id) values (2, 1)",
            "insert into inventory (film_id, store_id) values (2, 1)",
            "insert into customer (store_id, first_name, last_name, address_id, create_date)"
                    + " values (1, 'Mary', 'Smith', 2, timestamp '2006-02-14 22:04:36')",
            "insert into rental (rental_date, inventory_id, customer_id, staff_id)"
                    + " values (timestamp '2005-05-24 22:53:30', 1, 1, 1)",
            "insert into payment (customer_id, staff_id, rental_id, amount, payment_date)"
                    + " values (1, 1, 1, 2.99, timestamp '2005-05-25 11:30:37')");

    /** All rows of all tables in the published columns; NULL and the empty text differ. */
    static Map<String, List<String>> all(Client client) {
        var rows = new LinkedHashMap<String, List<String>>();
        for (var table : SakilaFacts.tables()) {
            rows.put(
                    table,
                    client.query("select " + values(SakilaFacts.columns(table)) + " from " + table + " order by 1"));
        }
        return rows;
    }

    private static String values(List<String> columns) {
        return columns.stream()
                .map(column -> column.equals("picture")
                        ? "coalesce(cast(length(picture) as varchar), '-')"
                        : "coalesce(cast(" + column + " as varchar), '-')")
                .reduce((left, right) -> left + " || '" + SEPARATOR + "' || " + right)
                .orElseThrow();
    }
}
