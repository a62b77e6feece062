-- revision: 3c4d5e6f7a8b
-- created: 2026-11-21T10:30:00Z
-- message: create a table with a name from a placeholder

-- migrate:upgrade
CREATE TABLE ${table} (id bigint PRIMARY KEY);

-- migrate:downgrade
DROP TABLE ${table};
