package dev.migrate.sample.conversation;

import dev.migrate.sample.user.User;
import dev.migrate.sample.user.UserRepository;
import dev.migrate.sample.web.InvalidRequestException;
import dev.migrate.sample.web.NotFoundException;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What takes more than one repository to do.
 */
@Service
class ConversationService {

	private final ConversationRepository conversations;

	private final MessageRepository messages;

	private final UserRepository users;

	ConversationService(ConversationRepository conversations, MessageRepository messages, UserRepository users) {
		this.conversations = conversations;
		this.messages = messages;
		this.users = users;
	}

	@Transactional
	Message write(long conversationId, long authorId, String body) {
		Conversation conversation = this.conversations.findById(conversationId)
			.orElseThrow(() -> new NotFoundException("conversation", conversationId));
		User author = this.users.findById(authorId)
			.orElseThrow(() -> new InvalidRequestException("There is no user " + authorId + " to be the author."));
		return this.messages.save(conversation.write(author, body));
	}

}
