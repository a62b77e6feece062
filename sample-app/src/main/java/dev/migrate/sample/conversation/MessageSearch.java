package dev.migrate.sample.conversation;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Full-text search over all messages.
 */
@Repository
class MessageSearch {

	private final JdbcClient jdbc;

	MessageSearch(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Finds messages, the best match first.
	 * @param text what to look for, written as for a web search: words,
	 * {@code "a phrase"}, {@code or}, {@code -without}
	 * @param limit the greatest number of hits
	 * @return the hits
	 */
	List<Hit> search(String text, int limit) {
		return this.jdbc.sql("""
				SELECT m.id, m.conversation_id, concat_ws(' ', u.given_name, u.family_name) AS author,
					ts_headline('english', m.body, query, 'StartSel=**, StopSel=**') AS excerpt
				FROM messages m
				JOIN users u ON u.id = m.author_id,
				websearch_to_tsquery('english', :text) AS query
				WHERE m.body_search @@ query
				ORDER BY ts_rank(m.body_search, query) DESC, m.id DESC
				LIMIT :limit
				""").param("text", text).param("limit", limit).query(Hit.class).list();
	}

	record Hit(long id, long conversationId, String author, String excerpt) {
	}

}
