-- revision: 1a2b3c4d5e6f
-- created: 2026-11-21T10:15:00Z
-- message: create city

-- migrate:upgrade
CREATE TABLE city (id bigint PRIMARY KEY, name varchar(255) NOT NULL);

-- migrate:downgrade
DROP TABLE city;
