package dev.migrate.hibernate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.schema.DataType;
import dev.migrate.schema.Index;
import dev.migrate.schema.InvalidSchemaException;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import org.hibernate.boot.model.naming.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that a mapping gives as the options of a table, an index, a constraint or a
 * sequence. Hibernate appends it to the statement that creates the object, as it stands.
 * What it says becomes a part of the object; what the model has no word for is told.
 */
final class AppendedOptions {

	private static final String LIST = "\\s*\\((?<%s>[^()]*)\\)";

	private static final String TABLESPACE = "(?:(?<tablespace>%stablespace\\s+\\S+)\\s*)?";

	private static final String STORAGE = "(?:with" + LIST.formatted("storage") + "\\s*)?";

	private static final String INCLUDE = "(?:include" + LIST.formatted("include") + "\\s*)?";

	private static final Pattern TABLE = Pattern.compile("(?is)\\s*(?:(?<inherits>inherits\\s*\\([^()]*\\))\\s*)?"
			+ "(?:partition\\s+by\\s+(?<partition>(?:range|list|hash)\\s*\\(.*?\\))\\s*)?"
			+ "(?:(?<method>using\\s+\\w+)\\s*)?" + STORAGE + TABLESPACE.formatted(""));

	private static final Pattern INDEX = Pattern
		.compile("(?is)\\s*" + INCLUDE + "(?:nulls\\s+(?:(?<not>not\\s+)distinct|distinct)\\s*)?" + STORAGE
				+ TABLESPACE.formatted("") + "(?:where\\b\\s*(?<where>.+))?");

	private static final Pattern UNIQUE = Pattern.compile("(?is)\\s*" + INCLUDE
			+ "(?:(?<storage>with\\s*\\([^()]*\\))\\s*)?" + TABLESPACE.formatted("using\\s+index\\s+") + "(?<rest>.*)");

	private static final Pattern SEQUENCE = Pattern
		.compile("(?i)\\G\\s*(?:as\\s+(?<type>smallint|integer|int|bigint|int2|int4|int8)|no\\s+(?:minvalue|maxvalue)"
				+ "|increment\\s+(?:by\\s+)?(?<increment>-?\\d+)|minvalue\\s+(?<min>-?\\d+)"
				+ "|maxvalue\\s+(?<max>-?\\d+)|start\\s+(?:with\\s+)?(?<start>-?\\d+)|cache\\s+(?<cache>\\d+)"
				+ "|(?<no>no\\s+)?(?<cycle>cycle)|owned\\s+by\\s+none)(?=\\s|$)");

	private final String owner;

	private final Consumer<String> notes;

	/**
	 * Creates a reader.
	 * @param owner what has the options, such as {@code table users}
	 * @param notes takes what the model has no word for
	 */
	AppendedOptions(String owner, Consumer<String> notes) {
		this.owner = owner;
		this.notes = notes;
	}

	Table apply(@Nullable String options, Table table) {
		if (options == null || options.isBlank()) {
			return table;
		}
		Matcher matcher = TABLE.matcher(options);
		Map<String, String> storage = matcher.matches() ? storage(matcher.group("storage")) : null;
		if (storage == null) {
			leaveOut(options);
			return table;
		}
		Table wanted = table;
		if (matcher.group("partition") != null) {
			wanted = wanted.partitionBy(matcher.group("partition"));
		}
		for (Map.Entry<String, String> parameter : storage.entrySet()) {
			wanted = wanted.with(parameter.getKey(), parameter.getValue());
		}
		Stream.of("inherits", "method", "tablespace").map(matcher::group).forEach(this::leaveOut);
		return wanted;
	}

	Index apply(@Nullable String options, Index index) {
		if (options == null || options.isBlank()) {
			return index;
		}
		Matcher matcher = INDEX.matcher(options);
		Map<String, String> storage = matcher.matches() ? storage(matcher.group("storage")) : null;
		if (storage == null) {
			leaveOut(options);
			return index;
		}
		Index wanted = index.include(names(matcher.group("include")));
		if (matcher.group("not") != null) {
			wanted = wanted.withNullsNotDistinct();
		}
		for (Map.Entry<String, String> parameter : storage.entrySet()) {
			wanted = wanted.with(parameter.getKey(), parameter.getValue());
		}
		if (matcher.group("where") != null) {
			wanted = wanted.where(matcher.group("where").strip());
		}
		leaveOut(matcher.group("tablespace"));
		return wanted;
	}

	UniqueConstraint apply(@Nullable String options, UniqueConstraint unique) {
		if (options == null || options.isBlank()) {
			return unique;
		}
		Matcher matcher = UNIQUE.matcher(options);
		ForeignKeyDefinition.Options rest = matcher.matches()
				? ForeignKeyDefinition.Options.parse(matcher.group("rest")) : null;
		if (rest == null || !rest.saysOnlyWhenItIsChecked()) {
			leaveOut(options);
			return unique;
		}
		Stream.of("storage", "tablespace").map(matcher::group).forEach(this::leaveOut);
		return unique.include(names(matcher.group("include"))).deferrable(rest.deferrability());
	}

	Sequence apply(@Nullable String options, Sequence sequence) {
		if (options == null || options.isBlank()) {
			return sequence;
		}
		Sequence wanted = sequence;
		Matcher clause = SEQUENCE.matcher(options);
		int end = 0;
		while (clause.find()) {
			wanted = with(clause, wanted);
			end = clause.end();
		}
		leaveOut(options.substring(end).strip());
		return wanted;
	}

	private static Sequence with(Matcher clause, Sequence sequence) {
		Sequence wanted = sequence;
		if (clause.group("type") != null) {
			wanted = type(clause.group("type").toLowerCase(Locale.ROOT), wanted);
		}
		if (clause.group("increment") != null) {
			wanted = wanted.incrementBy(Long.parseLong(clause.group("increment")));
		}
		if (clause.group("min") != null) {
			wanted = wanted.minValue(Long.parseLong(clause.group("min")));
		}
		if (clause.group("max") != null) {
			wanted = wanted.maxValue(Long.parseLong(clause.group("max")));
		}
		if (clause.group("start") != null) {
			wanted = wanted.startWith(Long.parseLong(clause.group("start")));
		}
		if (clause.group("cache") != null) {
			wanted = wanted.cache(Long.parseLong(clause.group("cache")));
		}
		return (clause.group("cycle") != null && clause.group("no") == null) ? wanted.withCycle() : wanted;
	}

	private static Sequence type(String name, Sequence sequence) {
		return switch (name) {
			case "smallint", "int2" -> sequence.type(DataType.smallint());
			case "integer", "int", "int4" -> sequence.type(DataType.integer());
			default -> sequence;
		};
	}

	private static String[] names(@Nullable String list) {
		return (list != null) ? Arrays.stream(list.split(","))
			.map((name) -> MappedNames.text(Identifier.toIdentifier(name.strip())))
			.toArray(String[]::new) : new String[0];
	}

	/**
	 * Reads storage parameters.
	 * @return the parameters, or {@code null} if there is anything else
	 */
	private static @Nullable Map<String, String> storage(@Nullable String list) {
		if (list == null) {
			return Map.of();
		}
		Map<String, String> storage = new LinkedHashMap<>();
		for (String parameter : list.split(",", -1)) {
			String[] sides = parameter.split("=", 2);
			storage.put(sides[0].strip().toLowerCase(Locale.ROOT), (sides.length > 1) ? sides[1].strip() : "true");
		}
		try {
			storage.forEach((name, value) -> Index.index().with(name, value));
			return storage;
		}
		catch (InvalidSchemaException ex) {
			return null;
		}
	}

	private void leaveOut(@Nullable String options) {
		if (options != null && !options.isBlank()) {
			this.notes.accept("'%s' in the options of %s is neither created nor compared. Write it into the revision."
				.formatted(options.strip(), this.owner));
		}
	}

}
