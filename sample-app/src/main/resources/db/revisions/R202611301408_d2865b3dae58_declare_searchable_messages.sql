-- revision: d2865b3dae58
-- revises: 97d75ff05fa6
-- created: 2026-11-30T14:08:55Z
-- message: declare searchable messages

-- What it does:
-- - create function full_name(given_name text, family_name text)
-- - create view searchable_messages
-- What it locks: nothing that exists.
-- What is lost: nothing.

-- migrate:upgrade
CREATE FUNCTION full_name(given_name text, family_name text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT given_name || ' ' || family_name
$$;

CREATE VIEW searchable_messages AS
	SELECT m.id, m.conversation_id, full_name(u.given_name, u.family_name) AS author,
		m.body, m.body_search
	FROM messages m
	JOIN users u ON u.id = m.author_id;

-- migrate:downgrade
DROP VIEW searchable_messages;
DROP FUNCTION full_name(given_name text, family_name text);
