-- revision: 4d5e6f7a8b9c
-- revises: 3c4d5e6f7a8b
-- created: 2026-11-21T10:40:00Z
-- message: beyond the target

-- migrate:upgrade
CREATE TABLE beyond (id bigint PRIMARY KEY);

-- migrate:downgrade
DROP TABLE beyond;
