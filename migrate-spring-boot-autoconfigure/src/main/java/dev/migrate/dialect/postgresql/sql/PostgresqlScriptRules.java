package dev.migrate.dialect.postgresql.sql;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.migrate.dialect.sql.Refusal;
import dev.migrate.dialect.sql.RefusedStatements;
import dev.migrate.dialect.sql.ScriptRules;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL knows about the statements of its scripts. What a backslash means in an
 * ordinary string is the setting {@code standard_conforming_strings}, which a database or
 * a role can have and a script can change.
 */
public final class PostgresqlScriptRules implements ScriptRules {

	private static final String STANDARD_STRINGS = "standard_conforming_strings";

	@Override
	public @Nullable Refusal refusal(String statement) {
		return Stream
			.<Function<String, @Nullable Refusal>>of(RefusedStatements::transactionControl, CopyStatements::refusal,
					DriverSettings::refusal)
			.map((rule) -> rule.apply(statement))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	@Override
	public boolean readsRows(String statement) {
		return CopyStatements.readsRows(statement);
	}

	@Override
	public Backslashes backslashes() {
		return Backslashes.UNKNOWN;
	}

	@Override
	public @Nullable Backslashes backslashesAfter(String statement) {
		Keywords keywords = new Keywords(statement);
		if (keywords.accept("SET")) {
			keywords.acceptOneOf("SESSION", "LOCAL");
			if (!keywords.accept(STANDARD_STRINGS)) {
				return null;
			}
			if (!keywords.acceptSymbol('=')) {
				keywords.accept("TO");
			}
			return meaning(keywords.value());
		}
		if (keywords.accept("RESET")) {
			return keywords.acceptOneOf(STANDARD_STRINGS, "ALL") ? Backslashes.UNKNOWN : null;
		}
		if (keywords.accept("DISCARD", "ALL")) {
			return Backslashes.UNKNOWN;
		}
		return keywords.acceptOneOf("SELECT", "WITH") ? set(keywords) : null;
	}

	private static @Nullable Backslashes set(Keywords keywords) {
		Backslashes meaning = null;
		while (keywords.find("SET_CONFIG")) {
			if (keywords.acceptSymbol('(') && STANDARD_STRINGS.equalsIgnoreCase(keywords.literal())
					&& keywords.acceptSymbol(',')) {
				meaning = meaning(keywords.value());
			}
		}
		return meaning;
	}

	private static Backslashes meaning(@Nullable String value) {
		String text = (value != null) ? value.toLowerCase(Locale.ROOT) : "";
		if (text.equals("1") || isStartOf(text, "true", 1) || isStartOf(text, "yes", 1) || text.equals("on")) {
			return Backslashes.LITERAL;
		}
		boolean off = text.equals("0") || isStartOf(text, "false", 1) || isStartOf(text, "no", 1)
				|| isStartOf(text, "off", 2);
		return off ? Backslashes.ESCAPE : Backslashes.UNKNOWN;
	}

	private static boolean isStartOf(String text, String word, int shortest) {
		return text.length() >= shortest && word.startsWith(text);
	}

}
