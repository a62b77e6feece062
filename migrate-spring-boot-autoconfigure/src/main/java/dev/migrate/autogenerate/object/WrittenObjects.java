package dev.migrate.autogenerate.object;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import dev.migrate.dialect.object.ObjectType;
import dev.migrate.dialect.object.StoredObject;

/**
 * Writes files that declare objects as the database has them, one for each: the indexes
 * of a materialized view stand in that of the view.
 */
public final class WrittenObjects {

	private final Map<String, String> files = new TreeMap<>();

	private final Map<String, String> filesOfRelations = new LinkedHashMap<>();

	private WrittenObjects() {
	}

	/**
	 * Writes files.
	 * @param objects the objects, with statements without the default schema
	 * @param name what an object is called, without the default schema
	 * @return the text of each file, by its path below the folder of a location
	 */
	public static Map<String, String> of(Collection<StoredObject> objects, Function<StoredObject, String> name) {
		WrittenObjects written = new WrittenObjects();
		objects.stream()
			.filter((object) -> object.type() != ObjectType.INDEX)
			.forEach((object) -> written.add(object, name.apply(object)));
		objects.stream().filter((object) -> object.type() == ObjectType.INDEX).forEach(written::addIndex);
		return written.files;
	}

	private void add(StoredObject object, String name) {
		String path = folder(object.type()) + "/" + fileName(object.type(), name);
		String file = path + ".sql";
		for (int number = 2; this.files.containsKey(file); number++) {
			file = "%s_%d.sql".formatted(path, number);
		}
		this.files.put(file, text(object));
		this.filesOfRelations.put(object.identity().replaceFirst("^(materialized )?view ", ""), file);
	}

	private void addIndex(StoredObject index) {
		String file = this.filesOfRelations.get(String.valueOf(index.table()));
		if (file != null) {
			this.files.merge(file, "\n" + text(index), String::concat);
		}
		else {
			this.files.put("indexes/" + fileName(index.type(), index.identity()) + ".sql", text(index));
		}
	}

	private static String folder(ObjectType type) {
		return switch (type) {
			case VIEW, MATERIALIZED_VIEW -> "views";
			case INDEX -> "indexes";
			case ROUTINE, AGGREGATE -> "functions";
			case TRIGGER -> "triggers";
			case EVENT_TRIGGER -> "event_triggers";
			case POLICY, ROW_SECURITY -> "policies";
			case RULE -> "rules";
			case DOMAIN, COMPOSITE_TYPE -> "types";
			case CAST -> "casts";
		};
	}

	/**
	 * Makes the name of a file of what an object is called: the table comes first.
	 */
	private static String fileName(ObjectType type, String name) {
		String text = name.substring(String.valueOf(type).length() < name.length() && name.startsWith(type + " ")
				? String.valueOf(type).length() + 1 : name.indexOf(' ') + 1);
		if (type == ObjectType.ROW_SECURITY) {
			text = name.substring(name.indexOf(" of ") + " of ".length());
		}
		else if (type.isCallable()) {
			text = text.replaceFirst("\\(.*", "");
		}
		int on = text.lastIndexOf(" on ");
		if (on >= 0) {
			text = text.substring(on + " on ".length()) + "_" + text.substring(0, on);
		}
		return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_.-]+", "_").replaceAll("^_+|_+$", "");
	}

	private static String text(StoredObject object) {
		List<String> statements = new ArrayList<>(object.definition());
		object.properties()
			.stream()
			.filter((property) -> ObjectProperties.role(property)
				.filter((role) -> role != DeclaredStatement.Role.OWNER)
				.isPresent())
			.forEach(statements::add);
		StringBuilder text = new StringBuilder();
		for (String statement : statements) {
			if (!isSetting(statement)) {
				text.append(text.isEmpty() ? "" : "\n").append(statement.stripTrailing()).append(";\n");
			}
		}
		return text.toString();
	}

	/**
	 * Returns whether a statement is about the session that runs a definition.
	 */
	private static boolean isSetting(String statement) {
		return statement.startsWith("SET ") || statement.startsWith("RESET ");
	}

}
