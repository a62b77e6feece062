package dev.migrate.runtime.content;

import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.dialect.Dialect;
import dev.migrate.operations.DefaultOperations;
import dev.migrate.operations.Migration;
import dev.migrate.operations.OperationExecutor;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;
import dev.migrate.operations.operation.UnsupportedFeatureException;
import dev.migrate.revision.Direction;
import dev.migrate.runtime.failure.InvalidMigrationClassException;
import dev.migrate.runtime.run.MigrationFactory;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.script.JavaRevision;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A revision written in Java. Its instance is created when it runs. Another is needed
 * earlier for the downgrade of a reversible migration, to know that there is a way back,
 * and where a schema change cannot be rolled back, to know that the database has what the
 * revision needs.
 */
public final class JavaMigrationContent implements RevisionContent {

	private static final Logger logger = LoggerFactory.getLogger(JavaMigrationContent.class);

	private static final Pattern CLASS_FILE = Pattern.compile("[^/]+\\.class(?= in |$)");

	private final Dialect dialect;

	private final JavaRevision script;

	private final Class<?> type;

	private final Direction direction;

	private final boolean transactional;

	private final MigrationFactory factory;

	private final NamingConvention naming;

	private @Nullable StackTraceElement failed;

	public JavaMigrationContent(Dialect dialect, JavaRevision script, Class<?> type, Direction direction,
			boolean transactional, MigrationFactory factory, NamingConvention naming) {
		this.dialect = dialect;
		this.script = script;
		this.type = type;
		this.direction = direction;
		this.transactional = transactional;
		this.factory = factory;
		this.naming = naming;
		if (!Migration.class.isAssignableFrom(type) && !isReversible(type)) {
			throw new InvalidMigrationClassException(type.getName(),
					"is annotated with @Revision but implements neither Migration nor ReversibleMigration",
					"Implement one of them.");
		}
	}

	public static boolean isReversible(Class<?> type) {
		return ReversibleMigration.class.isAssignableFrom(type);
	}

	/**
	 * Makes sure that a reversible migration can be reversed.
	 */
	public void checkReverse() {
		record(this.factory.create(this.type, NoConnection.reversible()));
	}

	/**
	 * Makes sure, as far as can be told without a connection, that the database has what
	 * the operations need: what comes after the first look into the database is found out
	 * when it runs.
	 * @throws StatementFailure if it has not
	 */
	void checkFeatures() {
		try {
			call(this.factory.create(this.type, NoConnection.checking()), new FeatureCheck(this.dialect));
		}
		catch (UnsupportedFeatureException ex) {
			throw new StatementFailure(place(ex), lineIn(ex), null, ex);
		}
		catch (RuntimeException ex) {
			logger.debug("Not checked further: {}", this.script.location(), ex);
		}
	}

	@Override
	public boolean transactional() {
		return this.transactional;
	}

	@Override
	public void run(StatementRunner runner) {
		StatementOperationExecutor executor = new StatementOperationExecutor(this.dialect, this.script.location(),
				runner);
		if (this.transactional) {
			run(runner, executor);
		}
		else {
			runner.autocommit(() -> run(runner, executor));
		}
	}

	private void run(StatementRunner runner, StatementOperationExecutor executor) {
		Object migration = this.factory.create(this.type,
				isReversible(this.type) ? NoConnection.reversible() : runner.jdbc());
		try {
			call(migration, executor);
		}
		catch (RuntimeException ex) {
			throw new StatementFailure(place(ex), lineIn(ex), executor.running(), ex);
		}
	}

	private void call(Object migration, OperationExecutor executor) {
		if (isReversible(this.type)) {
			RecordingOperationExecutor recorded = record(migration);
			try {
				if (this.direction == Direction.UPGRADE) {
					recorded.replay(executor);
				}
				else {
					recorded.reverse(executor);
				}
			}
			finally {
				this.failed = recorded.failed();
			}
		}
		else {
			Operations op = new DefaultOperations(executor, this.naming);
			if (this.direction == Direction.UPGRADE) {
				((Migration) migration).upgrade(op);
			}
			else {
				((Migration) migration).downgrade(op);
			}
		}
	}

	private RecordingOperationExecutor record(Object migration) {
		this.failed = null;
		RecordingOperationExecutor recording = new RecordingOperationExecutor(this::position);
		((ReversibleMigration) migration).change(new DefaultOperations(recording, this.naming));
		return recording;
	}

	/**
	 * Returns the line of the script that is running.
	 */
	private @Nullable StackTraceElement position() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.filter((frame) -> isInScript(frame.getClassName())).findFirst())
			.map(StackFrame::toStackTraceElement)
			.orElse(null);
	}

	private String place(RuntimeException exception) {
		return origin(exception).map(StackTraceElement::getFileName)
			.map((file) -> CLASS_FILE.matcher(this.script.origin()).replaceFirst(Matcher.quoteReplacement(file)))
			.orElse(this.script.origin());
	}

	private int lineIn(RuntimeException exception) {
		return origin(exception).map(StackTraceElement::getLineNumber).filter((line) -> line > 0).orElse(0);
	}

	/**
	 * Returns the line that a failure comes from. What a reversible migration has
	 * recorded runs when the migration itself is not running any more.
	 */
	private Optional<StackTraceElement> origin(RuntimeException exception) {
		return Arrays.stream(exception.getStackTrace())
			.filter((element) -> isInScript(element.getClassName()))
			.findFirst()
			.or(() -> Optional.ofNullable(this.failed));
	}

	private boolean isInScript(String className) {
		return className.equals(this.type.getName()) || className.startsWith(this.type.getName() + "$");
	}

}
