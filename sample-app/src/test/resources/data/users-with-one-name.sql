INSERT INTO users (email, name, created_at) VALUES
	('ada@example.org', 'Ada Lovelace', '2026-02-01T10:00:00Z'),
	('plato@example.org', 'Plato', '2026-02-02T10:00:00Z'),
	('ursula@example.org', 'Ursula K. Le Guin', '2026-02-03T10:00:00Z');

INSERT INTO conversations (title, created_at) VALUES ('Engines', '2026-02-04T10:00:00Z');

INSERT INTO messages (conversation_id, author_id, body, sent_at)
SELECT c.id, u.id, 'The Analytical Engine weaves algebraic patterns', '2026-02-05T10:00:00Z'
FROM conversations c, users u;
