package dev.migrate.sample.conversation;

import java.time.Instant;
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
				SELECT id, conversation_id, author, sent_at,
					ts_headline('english', body, query, 'StartSel=**, StopSel=**') AS excerpt
				FROM searchable_messages, websearch_to_tsquery('english', :text) AS query
				WHERE body_search @@ query
				ORDER BY ts_rank(body_search, query) DESC, id DESC
				LIMIT :limit
				""").param("text", text).param("limit", limit).query(Hit.class).list();
	}

	record Hit(long id, long conversationId, String author, Instant sentAt, String excerpt) {
	}

}
