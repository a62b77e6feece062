package dev.migrate.adopt;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.migrate.revision.NewRevision;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.NewScript;
import dev.migrate.script.ScriptFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a migration of another tool becomes.
 *
 * @param source what the tool calls the migration, such as the path of its file, for
 * people to read
 * @param script the revision; with an empty id, it gets one and follows the one before
 * @param format what it is written in
 * @param declaration the same as a file of declared objects, or {@code null} if it is
 * something else
 */
public record ConvertedMigration(String source, NewScript script, ScriptFormat format,
		@Nullable DeclaredScript declaration) {

	private static final NewRevision NO_PLACE = new NewRevision(List.of(), List.of(), Set.of());

	/**
	 * Creates a migration that declares no object.
	 */
	public ConvertedMigration(String source, NewScript script, ScriptFormat format) {
		this(source, script, format, null);
	}

	/**
	 * Creates a migration that becomes an SQL script.
	 * @param source what the tool calls the migration
	 * @param adopts what the header names
	 * @param message what it does, in a few words
	 * @param upgrade the lines of the way up, in which placeholders are those of Migrate
	 * @param downgrade the lines of the way down, or {@code null} if there is none
	 */
	public static ConvertedMigration sql(String source, List<AdoptedMigration> adopts, String message,
			List<String> upgrade, @Nullable List<String> downgrade) {
		return new ConvertedMigration(source,
				NewScript.empty("", NO_PLACE, message, Instant.EPOCH).withBody(upgrade, downgrade).adopting(adopts),
				ScriptFormat.SQL);
	}

	/**
	 * Returns the same with another script.
	 */
	public ConvertedMigration with(NewScript script) {
		return new ConvertedMigration(this.source, script, this.format, this.declaration);
	}

	/**
	 * Returns the same with what it declares.
	 */
	public ConvertedMigration declaring(@Nullable DeclaredScript script) {
		return new ConvertedMigration(this.source, this.script, this.format, script);
	}

}
