package dev.migrate.schema.naming;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InvalidSchemaException;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.naming.NamingConvention.Kind;
import dev.migrate.schema.naming.NamingConvention.Named;

/**
 * A pattern of a {@link NamingConvention}, read once.
 */
final class NamePattern {

	private static final Pattern PART = Pattern
		.compile("\\{(?<braces>\\w+)}|%\\((?<python>\\w+)\\)s|%(?<percent>%)|(?<text>[^{}%]+)|(?<malformed>.)");

	private static final Pattern COLUMN = Pattern
		.compile("(?<referred>referred_)?column_(?<index>\\d{1,4})(?<all>_?N)?_(?<what>name|key|label)");

	private final Kind kind;

	private final String pattern;

	private final List<Function<Named, String>> parts = new ArrayList<>();

	private NamePattern(Kind kind, String pattern) {
		this.kind = kind;
		this.pattern = pattern;
	}

	static NamePattern parse(Kind kind, String text) {
		NamePattern pattern = new NamePattern(kind, text);
		if (text.isBlank()) {
			throw pattern.invalid("is empty", "Give it a pattern such as %s.".formatted(kind.defaultPattern()));
		}
		Matcher matcher = PART.matcher(text);
		while (matcher.find()) {
			pattern.parts.add(pattern.part(matcher));
		}
		return pattern;
	}

	@Override
	public String toString() {
		return this.pattern;
	}

	String apply(Named named) {
		return this.parts.stream().map((part) -> part.apply(named)).collect(Collectors.joining());
	}

	private Function<Named, String> part(Matcher matcher) {
		if (matcher.group("malformed") != null) {
			throw invalid("has a '%s' that is no part of a token".formatted(matcher.group()),
					"Write a token as {table_name} or %(table_name)s, and a percent sign as %%.");
		}
		String token = (matcher.group("braces") != null) ? matcher.group("braces") : matcher.group("python");
		if (token != null) {
			return token(token);
		}
		String text = (matcher.group("percent") != null) ? "%" : matcher.group("text");
		return (named) -> text;
	}

	private Function<Named, String> token(String token) {
		if (token.equals("referred_table_name")) {
			requireForeignKey(token);
		}
		return switch (token) {
			case "table_name" -> (named) -> named.table().name();
			case "referred_table_name" -> (named) -> reference(named).referencedTable().name();
			case "constraint_name" -> this::requireName;
			default -> column(token);
		};
	}

	private Function<Named, String> column(String token) {
		Matcher matcher = COLUMN.matcher(token);
		boolean known = matcher.matches();
		boolean referred = known && matcher.group("referred") != null;
		String all = known ? matcher.group("all") : null;
		if (!known || (all != null && !matcher.group("index").equals("0"))
				|| (referred && !matcher.group("what").equals("name"))) {
			throw invalid("has the unknown token '%s'".formatted(token),
					"The tokens are table_name, column_0_name, column_0N_name, column_0_N_name (also with key or label"
							+ " in place of name), referred_table_name, referred_column_0_name, referred_column_0N_name,"
							+ " referred_column_0_N_name and constraint_name.");
		}
		if (referred) {
			requireForeignKey(token);
		}
		boolean label = matcher.group("what").equals("label");
		int index = Integer.parseInt(matcher.group("index"));
		return (named) -> {
			List<String> columns = referred ? referredColumns(named) : named.columns();
			List<String> words = label ? columns.stream().map((column) -> label(named.table(), column)).toList()
					: columns;
			if (all != null) {
				return String.join(all.equals("N") ? "" : "_", words);
			}
			return (index < words.size()) ? words.get(index) : "";
		};
	}

	private static String label(ObjectName table, String column) {
		String label = table.name() + "_" + column;
		return (table.schema() != null) ? table.schema().replace('.', '_') + "_" + label : label;
	}

	private String requireName(Named named) {
		throw invalid("has the token constraint_name, but %s of table '%s' has no name"
			.formatted(this.kind.description(), named.table()), "Name it with named(…).");
	}

	private void requireForeignKey(String token) {
		if (this.kind != Kind.FOREIGN_KEY) {
			throw invalid("has the token '%s'".formatted(token), "Use it for foreign keys only.");
		}
	}

	private List<String> referredColumns(Named named) {
		List<String> columns = reference(named).referencedColumns();
		if (columns.isEmpty()) {
			throw invalid("asks for the columns that a foreign key of table '%s' refers to, which names none"
				.formatted(named.table()), "Name them in references(…), or name it with named(…).");
		}
		return columns;
	}

	private ForeignKey reference(Named named) {
		ForeignKey foreignKey = named.foreignKey();
		if (foreignKey == null) {
			throw new IllegalStateException("Not a foreign key");
		}
		return foreignKey;
	}

	private InvalidSchemaException invalid(String what, String action) {
		return InvalidSchemaException
			.naming("The pattern '%s' of %s %s.".formatted(this.pattern, this.kind.property(), what), action);
	}

}
