-- revision: 852766e9b83c
-- revises: bfb1b53baa9e
-- created: 2026-05-06T15:55:00Z
-- message: search messages

-- migrate:upgrade
ALTER TABLE messages
	ADD COLUMN body_search tsvector GENERATED ALWAYS AS (to_tsvector('english', body)) STORED;

CREATE INDEX messages_body_search_idx ON messages USING gin (body_search);

-- migrate:downgrade
ALTER TABLE messages DROP COLUMN body_search;
