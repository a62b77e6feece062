package dev.migrate.sample.conversation;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The conversations.
 */
interface ConversationRepository extends JpaRepository<Conversation, Long> {

}
