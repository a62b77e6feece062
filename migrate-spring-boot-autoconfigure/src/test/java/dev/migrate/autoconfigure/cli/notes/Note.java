package dev.migrate.autoconfigure.cli.notes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A note of a tenant.
 */
@Entity
@Table(name = "note", indexes = @Index(name = "note_tenant", columnList = "tenant, title"),
		uniqueConstraints = @UniqueConstraint(name = "note_number", columnNames = { "tenant", "number" }))
public class Note {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	@Nullable Long id;

	@TenantId
	@Column(name = "tenant", length = 60, nullable = false)
	@Nullable String tenant;

	@Nullable Integer number;

	@Nullable String title;

}
