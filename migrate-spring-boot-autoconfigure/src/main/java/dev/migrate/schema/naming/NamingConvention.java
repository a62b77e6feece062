package dev.migrate.schema.naming;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.InvalidSchemaException;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Names the constraints and indexes that a migration leaves unnamed, so that they have
 * the same name in every database and the way back can refer to it. Without patterns of
 * one's own the names are the ones that PostgreSQL itself would choose:
 * {@code users_pkey}, {@code users_email_key}, {@code messages_author_id_fkey},
 * {@code users_check}, {@code users_email_idx}. An expression in a name is told by the
 * words in it and a digest: {@code users_lower_email_0a1b2c3d_idx}.
 *
 * <p>
 * A pattern is text with tokens, those of <a href=
 * "https://docs.sqlalchemy.org/en/20/core/constraints.html#configuring-a-naming-convention-for-a-metadata-collection">
 * SQLAlchemy</a>, written as <code>fk_{table_name}_{column_0_N_name}</code> or as there,
 * {@code fk_%(table_name)s_%(column_0_N_name)s}:
 * <ul>
 * <li>{@code table_name}, without its schema;
 * <li>{@code column_0_name}, the first column, {@code column_1_name} the second, empty if
 * there are not as many; {@code column_0N_name}, all of them; {@code column_0_N_name},
 * all of them with underscores in between; {@code …_key}, the same; {@code …_label}, each
 * behind schema and table;
 * <li>{@code referred_table_name} and {@code referred_column_0_name}, {@code …_0N_name},
 * {@code …_0_N_name}, for a foreign key;
 * <li>{@code constraint_name}, which requires that the migration gives a name.
 * </ul>
 * Names that are given are final: unlike in SQLAlchemy, {@code constraint_name} does not
 * make others of them.
 *
 * <p>
 * A name longer than {@value #MAX_BYTES} bytes in UTF-8 is cut at a character and ends in
 * a digest of the whole, so that two long names stay different.
 */
public final class NamingConvention {

	/**
	 * The longest name in bytes that PostgreSQL keeps.
	 */
	public static final int MAX_BYTES = ShortName.MAX_BYTES;

	// Those that differ from the default ones.
	private final Map<Kind, NamePattern> patterns = new EnumMap<>(Kind.class);

	/**
	 * Creates the convention of PostgreSQL.
	 */
	public NamingConvention() {
		this(Map.of());
	}

	/**
	 * Creates a convention.
	 * @param patterns the pattern of each kind; what has none is named as PostgreSQL does
	 * @throws InvalidSchemaException if a pattern has a token that there is not
	 */
	public NamingConvention(Map<Kind, String> patterns) {
		patterns.forEach((kind, pattern) -> {
			if (!pattern.equals(kind.defaultPattern())) {
				this.patterns.put(kind, NamePattern.parse(kind, pattern));
			}
		});
	}

	/**
	 * Returns a name that a database keeps as it is.
	 * @param name the name
	 * @return the name, or its beginning and a digest if it is longer than
	 * {@value #MAX_BYTES} bytes
	 */
	public static String shorten(String name) {
		return ShortName.of(name);
	}

	/**
	 * Names every unnamed constraint of a table; of several that would get the same name,
	 * the later ones are numbered from 1.
	 * @param table the table
	 * @return the table with all constraints named
	 */
	public Table name(Table table) {
		return name(table, (constraint) -> {
			String base = text(table.name(), constraint);
			return (number) -> ShortName.of(base + number);
		});
	}

	/**
	 * Names every unnamed constraint of a table as the database does that creates the
	 * table without these names. What has a pattern of one's own is named by it. Other
	 * than in {@link #name(Table)}, a check of a single column has the column in its
	 * name, as in {@code users_role_check}, and of a long name each part is cut.
	 * @param table the table
	 * @return the table with all constraints named
	 */
	public Table nameAsCreated(Table table) {
		return name(table, (constraint) -> {
			Kind kind = Kind.of(constraint);
			if (!this.patterns.containsKey(kind)) {
				return (number) -> DatabaseName.of(table, constraint, number);
			}
			String base = text(table.name(), constraint);
			return (number) -> ShortName.of(base + number);
		});
	}

	private static Table name(Table table, Function<Constraint, UnaryOperator<String>> names) {
		Set<String> taken = new HashSet<>();
		for (Constraint constraint : table.constraints()) {
			if (constraint.name() != null) {
				taken.add(constraint.name());
			}
		}
		List<Constraint> named = new ArrayList<>();
		for (Constraint constraint : table.constraints()) {
			if (constraint.name() != null) {
				named.add(constraint);
				continue;
			}
			UnaryOperator<String> numbered = names.apply(constraint);
			String name = numbered.apply("");
			for (int i = 1; !taken.add(name); i++) {
				name = numbered.apply(String.valueOf(i));
			}
			named.add(constraint.named(name));
		}
		return table.constraints(named);
	}

	/**
	 * Names a constraint unless it has a name.
	 * @param table the table that it belongs to
	 * @param constraint the constraint
	 * @return the constraint with a name
	 * @throws InvalidSchemaException if the pattern asks for what the constraint has not
	 */
	public Constraint name(ObjectName table, Constraint constraint) {
		return (constraint.name() != null) ? constraint : constraint.named(ShortName.of(text(table, constraint)));
	}

	/**
	 * Names an index unless it has a name.
	 * @param table the table that it belongs to
	 * @param index the index
	 * @return the index with a name
	 * @throws InvalidSchemaException if the pattern asks for what the index has not
	 */
	public Index name(ObjectName table, Index index) {
		if (index.name() != null) {
			return index;
		}
		List<String> columns = index.parts().stream().map(NamingConvention::word).toList();
		return index.named(ShortName.of(text(Kind.INDEX, new Named(table, columns, null))));
	}

	private String text(ObjectName table, Constraint constraint) {
		if (constraint instanceof PrimaryKey key) {
			return text(Kind.PRIMARY_KEY, new Named(table, key.columns(), null));
		}
		if (constraint instanceof UniqueConstraint unique) {
			return text(Kind.UNIQUE, new Named(table, unique.columns(), null));
		}
		if (constraint instanceof ForeignKey foreignKey) {
			return text(Kind.FOREIGN_KEY, new Named(table, foreignKey.columns(), foreignKey));
		}
		if (constraint instanceof CheckConstraint check) {
			return text(Kind.CHECK, new Named(table, List.of(ShortName.ofExpression(check.condition())), null));
		}
		List<ExclusionConstraint.Element> elements = ((ExclusionConstraint) constraint).elements();
		List<String> columns = elements.stream().map((element) -> word(element.part())).toList();
		return text(Kind.EXCLUSION, new Named(table, columns, null));
	}

	private String text(Kind kind, Named named) {
		return pattern(kind).apply(named);
	}

	private NamePattern pattern(Kind kind) {
		NamePattern pattern = this.patterns.get(kind);
		return (pattern != null) ? pattern : Objects.requireNonNull(DefaultPatterns.PARSED.get(kind));
	}

	private static String word(Index.Part part) {
		return (part.kind() == Index.Part.Kind.COLUMN) ? part.text() : ShortName.ofExpression(part.text());
	}

	/**
	 * What gets a name.
	 *
	 * @param table the table that it belongs to
	 * @param columns its columns, and what stands for its expressions
	 * @param foreignKey what it refers to, or {@code null} if it is no foreign key
	 */
	record Named(ObjectName table, List<String> columns, @Nullable ForeignKey foreignKey) {
	}

	/**
	 * Returns the patterns.
	 */
	@Override
	public String toString() {
		Map<Kind, NamePattern> all = new EnumMap<>(DefaultPatterns.PARSED);
		all.putAll(this.patterns);
		return all.toString();
	}

	/**
	 * The patterns of PostgreSQL, which are read when the first of them is needed.
	 */
	private static final class DefaultPatterns {

		private static final Map<Kind, NamePattern> PARSED = new EnumMap<>(Kind.class);

		static {
			for (Kind kind : Kind.values()) {
				PARSED.put(kind, NamePattern.parse(kind, kind.defaultPattern()));
			}
		}

	}

	/**
	 * What has a pattern of its own.
	 */
	public enum Kind {

		/**
		 * A primary key.
		 */
		PRIMARY_KEY("pk", "a primary key", "{table_name}_pkey"),

		/**
		 * A foreign key.
		 */
		FOREIGN_KEY("fk", "a foreign key", "{table_name}_{column_0_N_name}_fkey"),

		/**
		 * A unique constraint.
		 */
		UNIQUE("uq", "a unique constraint", "{table_name}_{column_0_N_name}_key"),

		/**
		 * A check constraint.
		 */
		CHECK("ck", "a check constraint", "{table_name}_check"),

		/**
		 * An index.
		 */
		INDEX("ix", "an index", "{table_name}_{column_0_N_name}_idx"),

		/**
		 * An exclusion constraint.
		 */
		EXCLUSION("ex", "an exclusion constraint", "{table_name}_{column_0_N_name}_excl");

		private final String key;

		private final String description;

		private final String defaultPattern;

		Kind(String key, String description, String defaultPattern) {
			this.key = key;
			this.description = description;
			this.defaultPattern = defaultPattern;
		}

		private static Kind of(Constraint constraint) {
			if (constraint instanceof PrimaryKey) {
				return PRIMARY_KEY;
			}
			if (constraint instanceof ForeignKey) {
				return FOREIGN_KEY;
			}
			if (constraint instanceof UniqueConstraint) {
				return UNIQUE;
			}
			return (constraint instanceof CheckConstraint) ? CHECK : EXCLUSION;
		}

		/**
		 * Returns the pattern that gives the names of PostgreSQL.
		 * @return the pattern
		 */
		public String defaultPattern() {
			return this.defaultPattern;
		}

		String property() {
			return "migrate.naming." + this.key;
		}

		String description() {
			return this.description;
		}

	}

}
