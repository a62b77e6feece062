package dev.migrate.sample.conversation;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The messages of all conversations.
 */
interface MessageRepository extends JpaRepository<Message, Long> {

	@EntityGraph(attributePaths = "author")
	Page<Message> findByConversationId(long conversationId, Pageable page);

}
