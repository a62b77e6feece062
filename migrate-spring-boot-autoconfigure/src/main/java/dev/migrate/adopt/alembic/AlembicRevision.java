package dev.migrate.adopt.alembic;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.adopt.AdoptionReport;
import dev.migrate.revision.NewRevision;
import dev.migrate.revision.RevisionIds;
import org.jspecify.annotations.Nullable;

/**
 * A revision of Alembic.
 *
 * @param path its file, for people to read
 * @param id its id
 * @param place its place in the graph
 * @param message what it does, in a few words
 * @param created when it was written, or {@code null} if the file does not say so
 */
record AlembicRevision(String path, String id, NewRevision place, String message, @Nullable Instant created) {

	private static final Pattern CREATED = Pattern.compile("(?m)^Create Date:\\s*(\\S+[ T]\\S+)");

	/**
	 * Reads a file.
	 * @return the revision, or {@code null} if the file has none, or is a mistake
	 */
	static @Nullable AlembicRevision read(String path, String source, AdoptionReport report) {
		PythonLiterals literals = PythonLiterals.of(source);
		if (literals.value("revision") == null) {
			if (literals.value("down_revision") != null) {
				report.mistake(path, "it has a down_revision and no revision.");
			}
			return null;
		}
		List<String> ids = strings(literals, "revision", path, report);
		List<String> downs = strings(literals, "down_revision", path, report);
		List<String> labels = strings(literals, "branch_labels", path, report);
		List<String> dependencies = strings(literals, "depends_on", path, report);
		if (ids == null || downs == null || labels == null || dependencies == null) {
			return null;
		}
		if (ids.size() != 1) {
			report.mistake(path, "its revision must be one string.");
			return null;
		}
		RevisionIds.mistakeIn(ids.get(0))
			.ifPresent((mistake) -> report.mistake(path,
					"its id '%s' cannot be one of Migrate: %s.".formatted(ids.get(0), mistake)));
		return new AlembicRevision(path, ids.get(0), new NewRevision(downs, dependencies, new LinkedHashSet<>(labels)),
				message(literals.docstring()), created(literals.docstring()));
	}

	private static @Nullable List<String> strings(PythonLiterals literals, String variable, String path,
			AdoptionReport report) {
		PythonLiterals.Value value = literals.value(variable);
		if (value == null) {
			return List.of();
		}
		if (value.strings() == null) {
			report.mistake(path,
					"line %d: the value of %s is computed. Write it as a string, a tuple of strings or None."
						.formatted(value.line(), variable));
		}
		return value.strings();
	}

	private static String message(String docstring) {
		return docstring.strip().split("\\n\\s*\\n|\\n(?=Revision ID:)", 2)[0].replaceAll("\\s+", " ").strip();
	}

	private static @Nullable Instant created(String docstring) {
		Matcher matcher = CREATED.matcher(docstring);
		if (!matcher.find()) {
			return null;
		}
		String text = matcher.group(1).replace(' ', 'T');
		try {
			return text.matches(".*T.*([+-]\\d\\d:?\\d\\d|Z)") ? OffsetDateTime.parse(text).toInstant()
					: LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
