package dev.migrate.sample.conversation;

import java.net.URI;
import java.time.Instant;

import dev.migrate.sample.web.NotFoundException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.web.PageableDefault;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /conversations}, the most recently active first.
 */
@RestController
@RequestMapping("/conversations")
class ConversationController {

	private final ConversationRepository conversations;

	ConversationController(ConversationRepository conversations) {
		this.conversations = conversations;
	}

	@GetMapping
	Page<ConversationResponse> list(
			@PageableDefault(sort = { "lastActiveAt", "id" }, direction = Direction.DESC) Pageable page) {
		return this.conversations.findAll(page).map(ConversationResponse::of);
	}

	@GetMapping("/{id}")
	ConversationResponse get(@PathVariable long id) {
		return ConversationResponse
			.of(this.conversations.findById(id).orElseThrow(() -> new NotFoundException("conversation", id)));
	}

	@PostMapping
	ResponseEntity<ConversationResponse> create(@Valid @RequestBody NewConversation conversation) {
		Conversation created = this.conversations.save(new Conversation(conversation.title()));
		return ResponseEntity.created(URI.create("/conversations/" + created.getId()))
			.body(ConversationResponse.of(created));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id) {
		this.conversations.deleteById(id);
	}

	record NewConversation(@NotBlank @Size(max = 255) String title) {
	}

	record ConversationResponse(long id, String title, Instant createdAt, Instant lastActiveAt) {

		static ConversationResponse of(Conversation conversation) {
			return new ConversationResponse(conversation.getId(), conversation.getTitle(), conversation.getCreatedAt(),
					conversation.getLastActiveAt());
		}

	}

}
