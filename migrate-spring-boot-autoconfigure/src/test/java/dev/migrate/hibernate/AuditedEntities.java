package dev.migrate.hibernate;

import java.math.BigDecimal;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import org.hibernate.envers.AuditTable;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;

/**
 * Entities whose former states are kept by Envers, in tables that no class is mapped to.
 */
@SuppressWarnings({ "NullAway", "UnusedVariable" })
final class AuditedEntities {

	private AuditedEntities() {
	}

	@Entity
	@Audited
	static class Contract {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false, length = 40)
		String title;

		@Column(precision = 12, scale = 2)
		BigDecimal amount;

		@NotAudited
		String draft;

		@Enumerated(EnumType.STRING)
		State state;

		@Embedded
		Place signed;

		@ManyToOne(optional = false)
		Partner partner;

		@ElementCollection
		Set<String> tags;

		@ManyToMany
		Set<Partner> witnesses;

	}

	@Entity
	@Audited
	@AuditTable("partner_history")
	static class Partner {

		@Id
		@GeneratedValue
		Long id;

		@Column(nullable = false, unique = true)
		String name;

	}

	@Embeddable
	static class Place {

		String city;

	}

	enum State {

		OPEN, CLOSED

	}

}
