-- revision: 2b3c4d5e6f7a
-- revises: 1a2b3c4d5e6f
-- created: 2026-11-21T10:20:00Z
-- message: add country

-- migrate:upgrade
ALTER TABLE city ADD COLUMN country varchar(2);

-- migrate:downgrade
ALTER TABLE city DROP COLUMN country;
