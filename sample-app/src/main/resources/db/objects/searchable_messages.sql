CREATE VIEW searchable_messages AS
	SELECT m.id, m.conversation_id, full_name(u.given_name, u.family_name) AS author,
		m.body, m.body_search, m.sent_at
	FROM messages m
	JOIN users u ON u.id = m.author_id;
