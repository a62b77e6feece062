package dev.migrate.sample.conversation;

import java.time.Instant;
import java.util.List;

import dev.migrate.sample.web.NotFoundException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.web.PageableDefault;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The messages of a conversation, the oldest first, and the search over all messages.
 */
@RestController
class MessageController {

	private final ConversationRepository conversations;

	private final ConversationService service;

	private final MessageRepository messages;

	private final MessageSearch search;

	MessageController(ConversationRepository conversations, ConversationService service, MessageRepository messages,
			MessageSearch search) {
		this.conversations = conversations;
		this.service = service;
		this.messages = messages;
		this.search = search;
	}

	@GetMapping("/conversations/{conversationId}/messages")
	Page<MessageResponse> list(@PathVariable long conversationId, @PageableDefault(sort = "id") Pageable page) {
		if (!this.conversations.existsById(conversationId)) {
			throw new NotFoundException("conversation", conversationId);
		}
		return this.messages.findByConversationId(conversationId, page).map(MessageResponse::of);
	}

	@PostMapping("/conversations/{conversationId}/messages")
	@ResponseStatus(HttpStatus.CREATED)
	MessageResponse write(@PathVariable long conversationId, @Valid @RequestBody NewMessage message) {
		return MessageResponse.of(this.service.write(conversationId, message.authorId(), message.body()));
	}

	@GetMapping("/messages/search")
	List<MessageSearch.Hit> search(@RequestParam @NotBlank String q,
			@RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
		return this.search.search(q, limit);
	}

	record NewMessage(@NotNull Long authorId, @NotBlank @Size(max = 10_000) String body) {
	}

	record MessageResponse(long id, Author author, String body, Instant sentAt) {

		static MessageResponse of(Message message) {
			Author author = new Author(message.getAuthor().getId(), message.getAuthor().getFullName());
			return new MessageResponse(message.getId(), author, message.getBody(), message.getSentAt());
		}

		record Author(long id, String name) {
		}

	}

}
