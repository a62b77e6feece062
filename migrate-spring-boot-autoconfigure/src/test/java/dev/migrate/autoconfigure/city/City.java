package dev.migrate.autoconfigure.city;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
public class City {

	@Id
	private @Nullable Long id;

	private @Nullable String name;

	private @Nullable String country;

	public @Nullable Long getId() {
		return this.id;
	}

	public @Nullable String getName() {
		return this.name;
	}

	public @Nullable String getCountry() {
		return this.country;
	}

}
