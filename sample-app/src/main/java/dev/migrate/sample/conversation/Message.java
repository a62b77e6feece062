package dev.migrate.sample.conversation;

import java.time.Instant;

import dev.migrate.sample.user.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.jspecify.annotations.Nullable;

/**
 * What one user wrote in one conversation. It goes when its conversation goes.
 */
@Entity
@Table(name = "messages", indexes = { @Index(name = "messages_conversation_id_idx", columnList = "conversation_id"),
		@Index(name = "messages_author_id_idx", columnList = "author_id") })
class Message {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private long id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "conversation_id", updatable = false)
	@OnDelete(action = OnDeleteAction.CASCADE)
	private Conversation conversation;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "author_id", updatable = false)
	private User author;

	@Column(nullable = false, columnDefinition = "text")
	private String body;

	@Column(nullable = false, updatable = false)
	private Instant sentAt;

	// Computed and searched by the database; mapped so that the model knows the column
	@GeneratedColumn("to_tsvector('english', body)")
	@Column(columnDefinition = "tsvector")
	@SuppressWarnings("unused")
	private @Nullable String bodySearch;

	@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
	protected Message() {
	}

	Message(Conversation conversation, User author, String body, Instant sentAt) {
		this.conversation = conversation;
		this.author = author;
		this.body = body;
		this.sentAt = sentAt;
	}

	long getId() {
		return this.id;
	}

	Conversation getConversation() {
		return this.conversation;
	}

	User getAuthor() {
		return this.author;
	}

	String getBody() {
		return this.body;
	}

	Instant getSentAt() {
		return this.sentAt;
	}

}
