package dev.migrate.adopt.liquibase;

import dev.migrate.script.AdoptedMigration;

/**
 * What Liquibase knows a change set by.
 *
 * @param id its id, which is unique in its file for its author only
 * @param author who wrote it
 * @param path the file that it is in
 */
record ChangeSetKey(String id, String author, String path) {

	/**
	 * Returns the same with the path as Liquibase compares it, whichever version has
	 * written it.
	 */
	ChangeSetKey normalized() {
		return new ChangeSetKey(this.id, this.author, AdoptedMigration.normalPath(this.path));
	}

	/**
	 * Returns the name of the file without its folder and its extension.
	 */
	String fileName() {
		return normalized().path().replaceFirst(".*/", "").replaceFirst("\\.[^.]*$", "");
	}

	AdoptedMigration toAdopted() {
		return AdoptedMigration.liquibaseChangeSet(this.id, this.author, this.path);
	}

	@Override
	public String toString() {
		return this.id + "::" + this.author + "::" + this.path;
	}

}
