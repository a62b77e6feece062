package dev.migrate.hibernate;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * Entities that are mapped to the tables of {@code grown-schema.sql} as loosely as people
 * do it, who know that Hibernate is told to leave the schema alone.
 */
@SuppressWarnings({ "NullAway", "MissingOverride", "UnusedVariable" })
final class GrownEntities {

	private GrownEntities() {
	}

	static Model model() {
		return Model.of("grown", Country.class, Customer.class, Purchase.class, Line.class, Booking.class,
				Measurement.class, Event.class, Stock.class, Overview.class, Revenue.class, Invoice.class,
				Newsletter.class);
	}

	enum Priority {

		LOW, USUAL, HIGH

	}

	enum State {

		OPEN, PAID, SHIPPED, RETURNED

	}

	@Entity
	@Table(name = "country")
	static class Country {

		@Id
		String code;

		@Column(nullable = false, length = 80)
		String name;

	}

	@Entity
	@Table(name = "customer", indexes = @Index(name = "customer_age", columnList = "age"))
	static class Customer {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(unique = true)
		String email;

		String name;

		String nick;

		String status;

		Integer age;

		BigDecimal score;

		@Enumerated
		Priority priority;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "country_code")
		Country country;

		String postcode;

		Instant createdAt;

		LocalDateTime updatedAt;

	}

	@Entity
	@Table(name = "purchase")
	static class Purchase {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@ManyToOne(optional = false)
		Customer customer;

		@Column(nullable = false, unique = true)
		String number;

		@Enumerated
		@JdbcTypeCode(SqlTypes.NAMED_ENUM)
		State state;

		BigDecimal total;

		@Column(length = 3, unique = true)
		String currency;

		boolean paid;

		Instant placedAt;

		String details;

		String channel;

	}

	@Embeddable
	static class LineId implements Serializable {

		Long purchaseId;

		Integer line;

	}

	@Entity
	@Table(name = "purchase_line")
	static class Line {

		@EmbeddedId
		LineId id;

		@Column(nullable = false, length = 40)
		String sku;

		int quantity;

	}

	@Entity
	@Table(name = "booking")
	static class Booking {

		@Id
		UUID id;

		Integer roomId;

		String guest;

	}

	@Entity
	@Table(name = "measurement")
	static class Measurement {

		@Id
		Integer sensor;

		@Id
		Instant takenAt;

		Double value;

	}

	@Entity
	@Table(name = "event", schema = "audit")
	static class Event {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false)
		Instant at;

		String actor;

		String what;

	}

	@Entity
	@Table(name = "stock")
	static class Stock {

		@Id
		String sku;

		long amount;

	}

	@Entity
	@Table(name = "customer_overview")
	static class Overview {

		@Id
		Long id;

		String name;

		long purchases;

	}

	@Entity
	@Table(name = "revenue")
	static class Revenue {

		@Id
		String currency;

		BigDecimal total;

	}

	/**
	 * One that is not in the database yet, and does not get there by this application.
	 */
	@Entity
	@Table(name = "invoice")
	static class Invoice {

		@Id
		@GeneratedValue
		@SequenceGenerator(sequenceName = "invoice_number", allocationSize = 50)
		Long id;

		@ManyToOne(optional = false)
		Purchase purchase;

	}

	@Entity
	@Table(name = "newsletter")
	static class Newsletter {

		@Id
		Long id;

		@Column(nullable = false)
		String subject;

	}

	@Entity(name = "Booking")
	@Table(name = "booking")
	static class BookingWithLongerGuest {

		@Id
		UUID id;

		Integer roomId;

		@Column(length = 80)
		String guest;

	}

	@Entity(name = "Booking")
	@Table(name = "booking")
	static class BookingWithNote {

		@Id
		UUID id;

		Integer roomId;

		String guest;

		@Column(columnDefinition = "text")
		String note;

	}

	@Entity(name = "Booking")
	@Table(name = "booking")
	static class BookingWithoutGuest {

		@Id
		UUID id;

		Integer roomId;

	}

	@Entity(name = "Newsletter")
	@Table(name = "newsletter")
	static class NewsletterWithBody {

		@Id
		Long id;

		@Column(nullable = false)
		String subject;

		@Column(columnDefinition = "text")
		String body;

	}

}
