package dev.migrate.dialect.postgresql.sql;

import java.util.regex.Pattern;

/**
 * The arrays that PostgreSQL prints for {@code IN} over a {@code varchar}. It prints
 * {@code ARRAY['a'::character varying]::text[]}, and reads that as
 * {@code ARRAY[('a'::character varying)::text]}, which it prints from then on.
 */
public final class PrintedArrays {

	private static final String STRING = "'[^']*+(?:''[^']*+)*+'";

	/**
	 * What stands in strings and quoted names is passed over.
	 */
	private static final Pattern PRINTED = Pattern
		.compile("(?s)(?<kept>\\$(?<tag>\\w*)\\$.*?\\$\\k<tag>\\$|" + STRING + "|\"[^\"]*+\")|(?<array>ARRAY\\[(?:E?"
				+ STRING + "::character varying(?:, )?)++\\])(?=\\)?::text\\[\\])");

	private PrintedArrays() {
	}

	/**
	 * Writes the type of each array, so that the server prints it again as it has printed
	 * it.
	 * @param sql what the server has printed
	 * @return the same with the types
	 */
	public static String withTypes(String sql) {
		return sql.contains("::character varying") ? PRINTED.matcher(sql)
			.replaceAll((match) -> (match.group(3) != null) ? "$0::character varying[]" : "$0") : sql;
	}

}
