-- revision: 7a8b9c0d1e2f
-- message: build an index concurrently

-- migrate:upgrade
CREATE TABLE measure (id int);
CREATE INDEX CONCURRENTLY measure_id ON measure (id);

-- migrate:downgrade none
