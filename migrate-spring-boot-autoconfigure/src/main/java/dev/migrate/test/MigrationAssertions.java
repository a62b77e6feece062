package dev.migrate.test;

/**
 * Assertions about the database of a {@link MigrationScenario}, to be imported statically
 * beside those of AssertJ.
 */
public final class MigrationAssertions {

	private MigrationAssertions() {
	}

	/**
	 * Begins an assertion.
	 * @param database the scenario whose database it is about
	 * @return what asserts
	 */
	public static DatabaseAssert assertThat(MigrationScenario database) {
		return new DatabaseAssert(database);
	}

}
