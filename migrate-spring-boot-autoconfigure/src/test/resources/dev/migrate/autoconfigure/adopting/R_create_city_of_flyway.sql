-- revision: c17f
-- message: create city of Flyway
-- adopts: flyway 1

-- migrate:upgrade
CREATE TABLE city_of_flyway (id bigint);

-- migrate:downgrade
DROP TABLE city_of_flyway;
