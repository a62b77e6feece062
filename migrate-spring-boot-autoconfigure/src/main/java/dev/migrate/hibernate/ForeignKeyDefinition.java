package dev.migrate.hibernate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.ReferentialAction;
import org.hibernate.boot.model.naming.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key that a mapping gives as SQL: what it refers to and how.
 *
 * @param name its name, or {@code null}
 * @param columns the columns that refer, none if the SQL belongs to one column
 * @param schema the schema of the table that is referred to, or {@code null}
 * @param table that table
 * @param referencedColumns its columns, none for its primary key
 * @param options what follows
 */
record ForeignKeyDefinition(@Nullable String name, List<String> columns, @Nullable String schema, String table,
		List<String> referencedColumns, Options options) {

	private static final String IDENTIFIER = "(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)";

	private static final Pattern REFERENCES = Pattern.compile(
			"(?is)references\\s+(?:(?<schema>%1$s)\\s*\\.\\s*)?(?<table>%1$s)\\s*(?:\\((?<columns>[^()]*)\\))?(?<options>.*)"
				.formatted(IDENTIFIER));

	private static final Pattern FOREIGN_KEY = Pattern
		.compile("(?is)\\s*foreign\\s+key\\s*\\((?<from>[^()]*)\\)\\s*(?<to>references\\b.*)");

	/**
	 * Reads what begins with REFERENCES.
	 * @return what it says, or {@code null} if it cannot be understood
	 */
	static @Nullable ForeignKeyDefinition references(String sql) {
		return references(List.of(), sql);
	}

	/**
	 * Reads what begins with FOREIGN KEY.
	 * @return what it says, or {@code null} if it cannot be understood
	 */
	static @Nullable ForeignKeyDefinition foreignKey(String sql) {
		Matcher matcher = FOREIGN_KEY.matcher(sql);
		return matcher.matches() ? references(names(matcher.group("from")), matcher.group("to")) : null;
	}

	private static @Nullable ForeignKeyDefinition references(List<String> columns, String sql) {
		Matcher matcher = REFERENCES.matcher(sql.strip());
		if (!matcher.matches()) {
			return null;
		}
		Options options = Options.parse(matcher.group("options"));
		String schema = matcher.group("schema");
		return (options != null) ? new ForeignKeyDefinition(null, columns, (schema != null) ? name(schema) : null,
				name(matcher.group("table")), names(matcher.group("columns")), options) : null;
	}

	private static List<String> names(@Nullable String list) {
		return (list != null) ? Arrays.stream(list.split(",")).map(ForeignKeyDefinition::name).toList() : List.of();
	}

	ForeignKeyDefinition named(String name) {
		return new ForeignKeyDefinition(name, this.columns, this.schema, this.table, this.referencedColumns,
				this.options);
	}

	private static String name(String sql) {
		return MappedNames.text(Objects.requireNonNull(Identifier.toIdentifier(sql.strip())));
	}

	ForeignKey of(List<String> referring, ObjectName referenced, List<String> referencedColumns) {
		return this.options.of(new ForeignKey(this.name, referring, referenced, referencedColumns,
				ForeignKey.Match.SIMPLE, ReferentialAction.NO_ACTION, List.of(), ReferentialAction.NO_ACTION,
				Deferrability.NOT_DEFERRABLE, false));
	}

	/**
	 * What follows the columns of a foreign key.
	 *
	 * @param match how it matches
	 * @param onDelete what a deletion does, or {@code null} if that is not said
	 * @param onDeleteColumns the columns that a deletion sets
	 * @param onUpdate what an update does
	 * @param deferrability when it is checked
	 * @param notValid whether the rows that are there are not checked
	 */
	record Options(ForeignKey.Match match, @Nullable ReferentialAction onDelete, List<String> onDeleteColumns,
			ReferentialAction onUpdate, Deferrability deferrability, boolean notValid) {

		private static final String ACTION = "no\\s+action|restrict|cascade|set\\s+null|set\\s+default";

		private static final Pattern CLAUSE = Pattern.compile("(?is)\\G\\s*(?:match\\s+(?<match>full|partial|simple)"
				+ "|on\\s+delete\\s+(?<delete>%1$s)\\s*(?:\\((?<columns>[^()]*)\\))?|on\\s+update\\s+(?<update>%1$s)"
					.formatted(ACTION)
				+ "|(?<not>not\\s+)?(?<deferrable>deferrable)|initially\\s+(?<initially>deferred|immediate)"
				+ "|(?<invalid>not\\s+valid))\\b");

		/**
		 * Reads the options.
		 * @return what they say, or {@code null} if they say anything else
		 */
		static @Nullable Options parse(String sql) {
			Options options = new Options(ForeignKey.Match.SIMPLE, null, List.of(), ReferentialAction.NO_ACTION,
					Deferrability.NOT_DEFERRABLE, false);
			Matcher clause = CLAUSE.matcher(sql.stripTrailing() + " ");
			int end = 0;
			while (clause.find()) {
				options = options.and(clause);
				end = clause.end();
			}
			return sql.substring(Math.min(end, sql.length())).isBlank() ? options : null;
		}

		private Options and(Matcher clause) {
			if (clause.group("match") != null) {
				return new Options(ForeignKey.Match.valueOf(clause.group("match").toUpperCase(Locale.ROOT)),
						this.onDelete, this.onDeleteColumns, this.onUpdate, this.deferrability, this.notValid);
			}
			if (clause.group("delete") != null) {
				return new Options(this.match, action(clause.group("delete")), names(clause.group("columns")),
						this.onUpdate, this.deferrability, this.notValid);
			}
			if (clause.group("update") != null) {
				return new Options(this.match, this.onDelete, this.onDeleteColumns, action(clause.group("update")),
						this.deferrability, this.notValid);
			}
			if (clause.group("invalid") != null) {
				return new Options(this.match, this.onDelete, this.onDeleteColumns, this.onUpdate, this.deferrability,
						true);
			}
			return new Options(this.match, this.onDelete, this.onDeleteColumns, this.onUpdate, deferrability(clause),
					this.notValid);
		}

		private Deferrability deferrability(Matcher clause) {
			if ("deferred".equalsIgnoreCase(clause.group("initially"))) {
				return Deferrability.INITIALLY_DEFERRED;
			}
			if (clause.group("deferrable") != null && clause.group("not") == null
					&& this.deferrability == Deferrability.NOT_DEFERRABLE) {
				return Deferrability.INITIALLY_IMMEDIATE;
			}
			return this.deferrability;
		}

		/**
		 * Returns whether anything that only a foreign key can have is missing.
		 */
		boolean saysOnlyWhenItIsChecked() {
			return this.match == ForeignKey.Match.SIMPLE && this.onDelete == null
					&& this.onUpdate == ReferentialAction.NO_ACTION && !this.notValid;
		}

		private static ReferentialAction action(String sql) {
			return ReferentialAction.valueOf(sql.toUpperCase(Locale.ROOT).replaceAll("\\s+", "_"));
		}

		ForeignKey of(ForeignKey key) {
			ReferentialAction deleted = (this.onDelete != null) ? this.onDelete : key.onDelete();
			return key.match(this.match)
				.onDelete(deleted, this.onDeleteColumns.toArray(String[]::new))
				.onUpdate(this.onUpdate)
				.deferrable(this.deferrability);
		}

	}

}
