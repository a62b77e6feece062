package dev.migrate.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Names the constraints and indexes that a migration leaves unnamed, so that they have
 * the same name in every database and the way back can refer to it. The names are the
 * ones that PostgreSQL itself would choose: {@code users_pkey}, {@code users_email_key},
 * {@code messages_author_id_fkey}, {@code users_check}, {@code users_email_idx}.
 *
 * <p>
 * A name longer than {@value #MAX_BYTES} bytes in UTF-8 is cut at a character and ends in
 * a checksum of the whole, so that two long names stay different.
 */
public final class NamingConvention {

	/**
	 * The longest name in bytes that PostgreSQL keeps.
	 */
	public static final int MAX_BYTES = 63;

	/**
	 * Names every unnamed constraint of a table; of several that would get the same name,
	 * the later ones are numbered from 1.
	 * @param table the table
	 * @return the table with all constraints named
	 */
	public Table name(Table table) {
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
			String base = text(table.name(), constraint);
			String name = shorten(base);
			for (int i = 1; !taken.add(name); i++) {
				name = shorten(base + i);
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
	 */
	public Constraint name(ObjectName table, Constraint constraint) {
		return (constraint.name() != null) ? constraint : constraint.named(shorten(text(table, constraint)));
	}

	/**
	 * Names an index unless it has a name.
	 * @param table the table that it belongs to
	 * @param index the index
	 * @return the index with a name
	 */
	public Index name(ObjectName table, Index index) {
		if (index.name() != null) {
			return index;
		}
		List<String> words = new ArrayList<>();
		for (Index.Part part : index.parts()) {
			words.add((part.kind() == Index.Part.Kind.COLUMN) ? part.text() : "expr");
		}
		return index.named(shorten(join(table, words, "idx")));
	}

	private static String text(ObjectName table, Constraint constraint) {
		if (constraint instanceof UniqueConstraint unique) {
			return join(table, unique.columns(), "key");
		}
		if (constraint instanceof ForeignKey foreignKey) {
			return join(table, foreignKey.columns(), "fkey");
		}
		if (constraint instanceof ExclusionConstraint exclusion) {
			return join(table, exclusion.elements().stream().map((element) -> element.part().text()).toList(), "excl");
		}
		return join(table, List.of(), (constraint instanceof PrimaryKey) ? "pkey" : "check");
	}

	private static String join(ObjectName table, List<String> words, String suffix) {
		List<String> parts = new ArrayList<>();
		parts.add(table.name());
		parts.addAll(words);
		parts.add(suffix);
		return String.join("_", parts);
	}

	private static String shorten(String name) {
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		if (bytes.length <= MAX_BYTES) {
			return name;
		}
		CRC32 checksum = new CRC32();
		checksum.update(bytes);
		String suffix = "_%08x".formatted(checksum.getValue());
		int end = MAX_BYTES - suffix.length();
		while (isContinuation(bytes[end])) {
			end--;
		}
		return new String(bytes, 0, end, StandardCharsets.UTF_8) + suffix;
	}

	private static boolean isContinuation(byte utf8) {
		return (utf8 & 0xC0) == 0x80;
	}

}
