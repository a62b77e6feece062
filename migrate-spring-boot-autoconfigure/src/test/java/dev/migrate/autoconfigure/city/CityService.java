package dev.migrate.autoconfigure.city;

/**
 * Waits for the migration without saying so: through the repository.
 */
public class CityService {

	private final CityRepository cities;

	public CityService(CityRepository cities) {
		this.cities = cities;
	}

	public long count() {
		return this.cities.count();
	}

}
