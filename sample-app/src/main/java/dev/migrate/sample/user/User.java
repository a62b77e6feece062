package dev.migrate.sample.user;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who writes messages, known by an email address that nobody else has.
 */
@Entity
@Table(name = "users")
public class User {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private long id;

	@Column(nullable = false, unique = true)
	private String email;

	@Column(nullable = false)
	private String givenName;

	private @Nullable String familyName;

	@Column(nullable = false, updatable = false)
	private Instant createdAt;

	@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
	protected User() {
	}

	public User(String email, String givenName, @Nullable String familyName) {
		this.email = email.toLowerCase(Locale.ROOT);
		this.givenName = givenName;
		this.familyName = familyName;
		this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
	}

	public long getId() {
		return this.id;
	}

	public String getEmail() {
		return this.email;
	}

	public String getGivenName() {
		return this.givenName;
	}

	public @Nullable String getFamilyName() {
		return this.familyName;
	}

	public String getFullName() {
		return (this.familyName != null) ? this.givenName + " " + this.familyName : this.givenName;
	}

	public Instant getCreatedAt() {
		return this.createdAt;
	}

}
