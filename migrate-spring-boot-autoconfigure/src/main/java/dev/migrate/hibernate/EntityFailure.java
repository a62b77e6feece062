package dev.migrate.hibernate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hibernate.AssertionFailure;
import org.hibernate.HibernateException;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * Says why the entities of a persistence unit cannot be read: what fails, where in the
 * entities as far as that can be found out, and with which cause.
 */
final class EntityFailure {

	private static final Pattern NOT_INITIALIZED = Pattern.compile("Could not initialize class (\\S+)");

	/**
	 * What the JVM keeps of an initializer that has failed before.
	 */
	private static final Pattern RECORDED = Pattern.compile("(?s)Exception (.*) \\[in thread .*]");

	private static final Pattern NOT_LOADED = Pattern
		.compile("(?:Could not load requested class: |Type )?([\\w.$/]+)(?: not present)?");

	private static final List<String> NOT_OF_THE_APPLICATION = List.of("java.", "javax.", "jdk.", "sun.", "jakarta.",
			"org.hibernate.", "org.springframework.", "dev.migrate.hibernate.");

	private final PersistenceUnit unit;

	private final @Nullable Metadata metadata;

	/**
	 * Creates it.
	 * @param unit the persistence unit
	 * @param metadata what has been read of it, or {@code null}
	 */
	EntityFailure(PersistenceUnit unit, @Nullable Metadata metadata) {
		this.unit = unit;
		this.metadata = metadata;
	}

	InvalidEntitiesException of(Throwable failure) {
		List<Throwable> causes = causes(failure);
		for (Throwable cause : causes) {
			if (cause instanceof ExceptionInInitializerError) {
				return initializer(root(cause), failure);
			}
			Matcher initialized = matcher(NOT_INITIALIZED, cause);
			if (cause instanceof NoClassDefFoundError && initialized.matches()) {
				return initializer(initialized.group(1), root(cause), failure);
			}
		}
		Optional<String> missing = missing(causes);
		if (missing.isPresent()) {
			return InvalidEntitiesException.missingClass(missing.get(), user(missing.get()), failure);
		}
		return (failure instanceof HibernateException && !(failure instanceof AssertionFailure))
				? InvalidEntitiesException.refused(this.unit.name(), sentence(reason(failure)), failure)
				: InvalidEntitiesException.failed(this.unit.name(), column(), described(root(failure)), failure);
	}

	private static List<Throwable> causes(Throwable failure) {
		List<Throwable> causes = new ArrayList<>();
		for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
			causes.add(cause);
		}
		return causes;
	}

	private static Throwable root(Throwable failure) {
		List<Throwable> causes = causes(failure);
		return causes.get(causes.size() - 1);
	}

	private static Matcher matcher(Pattern pattern, Throwable cause) {
		return pattern.matcher(String.valueOf(cause.getMessage()));
	}

	private InvalidEntitiesException initializer(Throwable cause, Throwable failure) {
		String type = Arrays.stream(cause.getStackTrace())
			.filter((frame) -> frame.getMethodName().equals("<clinit>"))
			.map(StackTraceElement::getClassName)
			.findFirst()
			.orElse("a class");
		return initializer(type, cause, failure);
	}

	private InvalidEntitiesException initializer(String type, Throwable cause, Throwable failure) {
		Matcher recorded = matcher(RECORDED, cause);
		return InvalidEntitiesException.initializer(type, user(type),
				described(recorded.matches() ? recorded.group(1) : cause.toString(), cause), failure);
	}

	/**
	 * Finds the class that is missing. A class that is there may lack its superclass.
	 */
	private Optional<String> missing(List<Throwable> causes) {
		for (int i = causes.size() - 1; i >= 0; i--) {
			Throwable cause = causes.get(i);
			if (cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError
					|| cause instanceof TypeNotPresentException) {
				Matcher loaded = matcher(NOT_LOADED, cause);
				if (loaded.matches()) {
					return Optional.of(neededBy(loaded.group(1).replace('/', '.')));
				}
			}
		}
		return Optional.empty();
	}

	private String neededBy(String type) {
		try {
			Class.forName(type, false, this.unit.classLoader());
		}
		catch (NoClassDefFoundError ex) {
			return Objects.requireNonNullElse(ex.getMessage(), type).replace('/', '.');
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return type;
		}
		return type;
	}

	private String user(String type) {
		if (this.unit.managedClasses().contains(type)) {
			return ", an entity or another class of persistence unit '%s',".formatted(this.unit.name());
		}
		return ClassMentions.find(type, this.unit.managedClasses(), this.unit.classLoader())
			.map((user) -> ", which %s uses,".formatted(user))
			.orElse("");
	}

	/**
	 * Returns what Hibernate says, and the cause if it is not part of that.
	 */
	private static String reason(Throwable failure) {
		String message = String.valueOf(failure.getMessage());
		Throwable root = root(failure);
		boolean told = root instanceof HibernateException || (root.getMessage() != null
				&& Pattern.compile("(?<!\\w)" + Pattern.quote(root.getMessage()) + "(?!\\w)").matcher(message).find());
		return told ? message : message + ". " + described(root);
	}

	private static String sentence(String text) {
		return text.matches("(?s).*[.!?]\\s*") ? text.strip() : text.strip() + ".";
	}

	/**
	 * Returns a failure with the place in the application, if it has happened there.
	 */
	private static String described(Throwable failure) {
		return described(failure.toString(), failure);
	}

	private static String described(String text, Throwable failure) {
		StackTraceElement[] trace = failure.getStackTrace();
		Optional<StackTraceElement> place = Arrays.stream(trace)
			.takeWhile((frame) -> !frame.getClassName().equals(HibernateTargetSchema.class.getName()))
			.filter((frame) -> NOT_OF_THE_APPLICATION.stream().noneMatch(frame.getClassName()::startsWith))
			.findFirst();
		boolean unexplained = failure.getMessage() == null || !(failure instanceof Exception);
		return sentence(place.or(() -> unexplained ? Arrays.stream(trace).findFirst() : Optional.empty())
			.map((frame) -> "%s, at %s.%s(%s:%d)".formatted(text, frame.getClassName(), frame.getMethodName(),
					frame.getFileName(), frame.getLineNumber()))
			.orElse(text));
	}

	/**
	 * Finds the column that cannot be read.
	 */
	private String column() {
		if (this.metadata == null) {
			return "";
		}
		for (Table table : this.metadata.collectTableMappings()) {
			for (Column column : table.getColumns()) {
				if (!isReadable(column, this.metadata)) {
					return ", column %s of table %s".formatted(column.getName(), table.getName());
				}
			}
		}
		return "";
	}

	private static boolean isReadable(Column column, Metadata metadata) {
		try {
			column.getSqlTypeCode(metadata);
			column.getSqlType(metadata);
			return true;
		}
		catch (RuntimeException | LinkageError | StackOverflowError | AssertionError ex) {
			return false;
		}
	}

}
