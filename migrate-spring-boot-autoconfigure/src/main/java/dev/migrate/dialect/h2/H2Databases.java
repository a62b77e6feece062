package dev.migrate.dialect.h2;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.dialect.database.Databases;
import org.jspecify.annotations.Nullable;

/**
 * Databases in memory, which the first connection creates and the last one drops.
 */
final class H2Databases implements Databases {

	private static final Pattern URL = Pattern.compile("(?i)jdbc:h2:[^;]*(.*)");

	private static final Pattern OF_OTHER_DATABASES = Pattern
		.compile("(?i);(?:DB_CLOSE_DELAY|DB_CLOSE_ON_EXIT|AUTO_SERVER|IFEXISTS|FILE_LOCK|CIPHER)=[^;]*");

	@Override
	public @Nullable String roleWithoutRight() {
		return null;
	}

	static @Nullable String url(String url, String name) {
		Matcher matcher = URL.matcher(url);
		return matcher.matches() ? "jdbc:h2:mem:" + name + OF_OTHER_DATABASES.matcher(matcher.group(1)).replaceAll("")
				: null;
	}

	@Override
	public void create(String name) {
		// The first connection does.
	}

	@Override
	public void drop(String name) {
		// The end of the last connection does.
	}

	@Override
	public long now() {
		return Instant.now().getEpochSecond();
	}

	@Override
	public List<String> idle(String prefix) {
		return List.of();
	}

}
