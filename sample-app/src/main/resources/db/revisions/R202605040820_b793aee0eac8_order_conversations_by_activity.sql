-- revision: b793aee0eac8
-- revises: bfb1b53baa9e
-- created: 2026-05-04T08:20:00Z
-- message: order conversations by activity

-- migrate:upgrade
ALTER TABLE conversations ADD COLUMN last_active_at timestamp with time zone;

UPDATE conversations c
SET last_active_at = coalesce(
	(SELECT max(m.sent_at) FROM messages m WHERE m.conversation_id = c.id),
	c.created_at
);

ALTER TABLE conversations ALTER COLUMN last_active_at SET NOT NULL;

CREATE INDEX conversations_last_active_at_idx ON conversations (last_active_at);

-- migrate:downgrade
ALTER TABLE conversations DROP COLUMN last_active_at;
