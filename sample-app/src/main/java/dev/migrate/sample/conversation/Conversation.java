package dev.migrate.sample.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.migrate.sample.user.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;

/**
 * A sequence of messages under one title.
 */
@Entity
@Table(name = "conversations",
		indexes = @Index(name = "conversations_last_active_at_idx", columnList = "last_active_at"))
class Conversation {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private long id;

	@Column(nullable = false)
	private String title;

	@Column(nullable = false, updatable = false)
	private Instant createdAt;

	@Column(nullable = false)
	private Instant lastActiveAt;

	@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
	protected Conversation() {
	}

	Conversation(String title) {
		this.title = title;
		this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
		this.lastActiveAt = this.createdAt;
	}

	/**
	 * Writes a message that becomes the latest activity here.
	 * @param author who writes
	 * @param body what is written
	 * @return the message, not yet saved
	 */
	Message write(User author, String body) {
		this.lastActiveAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
		return new Message(this, author, body, this.lastActiveAt);
	}

	long getId() {
		return this.id;
	}

	String getTitle() {
		return this.title;
	}

	Instant getCreatedAt() {
		return this.createdAt;
	}

	Instant getLastActiveAt() {
		return this.lastActiveAt;
	}

}
