package dev.migrate.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockWait;
import dev.migrate.operations.DefaultOperations;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operation;
import dev.migrate.operations.OperationExecutor;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;
import dev.migrate.revision.Direction;
import dev.migrate.schema.NamingConvention;
import dev.migrate.script.JavaRevision;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A revision written in Java. Its instance is created when it runs; only the downgrade of
 * a reversible migration needs it earlier, to know that there is a way back.
 */
final class JavaBody implements RevisionBody {

	private final Dialect dialect;

	private final JavaRevision script;

	private final Class<?> type;

	private final Direction direction;

	private final MigrationFactory factory;

	private final NamingConvention naming;

	JavaBody(Dialect dialect, JavaRevision script, Class<?> type, Direction direction, MigrationFactory factory,
			NamingConvention naming) {
		this.dialect = dialect;
		this.script = script;
		this.type = type;
		this.direction = direction;
		this.factory = factory;
		this.naming = naming;
		if (!Migration.class.isAssignableFrom(type) && !isReversible(type)) {
			throw new InvalidMigrationClassException(type.getName(),
					"is annotated with @Revision but implements neither Migration nor ReversibleMigration",
					"Implement one of them.");
		}
	}

	static boolean isReversible(Class<?> type) {
		return ReversibleMigration.class.isAssignableFrom(type);
	}

	/**
	 * Makes sure that a reversible migration can be reversed.
	 */
	void checkReverse() {
		record(this.factory.create(this.type, NoConnection.reversible()));
	}

	@Override
	public List<Piece> pieces() {
		// Which statements a class will run, and through what, nobody knows before.
		return List.of(new Piece(this.script.transactional(), 0, 1, LockWait.LIMITED, this::run));
	}

	@Override
	public List<String> write(Piece piece) {
		ScriptOperationExecutor executor = new ScriptOperationExecutor(this.dialect, this.script.location());
		run(NoConnection.offline(), executor, executor::writing);
		return executor.statements();
	}

	private void run(JdbcTemplate jdbc, StatementGuard guard) {
		JdbcOperationExecutor executor = new JdbcOperationExecutor(this.dialect, this.script.location(), jdbc, guard);
		run(jdbc, executor, executor::running);
	}

	private void run(JdbcTemplate jdbc, OperationExecutor executor, Supplier<@Nullable String> running) {
		Object migration = this.factory.create(this.type, isReversible(this.type) ? NoConnection.reversible() : jdbc);
		try {
			if (isReversible(this.type)) {
				RecordingOperationExecutor recorded = record(migration);
				List<Operation> operations = (this.direction == Direction.UPGRADE) ? recorded.operations()
						: recorded.reverses();
				operations.forEach(executor::execute);
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
		catch (RuntimeException ex) {
			throw new StatementFailure(place(ex), lineIn(ex), running.get(), ex);
		}
	}

	private RecordingOperationExecutor record(Object migration) {
		RecordingOperationExecutor recording = new RecordingOperationExecutor();
		((ReversibleMigration) migration).change(new DefaultOperations(recording, this.naming));
		return recording;
	}

	private String place(RuntimeException exception) {
		return Arrays.stream(exception.getStackTrace())
			.filter(this::isInScript)
			.map(StackTraceElement::getFileName)
			.findFirst()
			.map((file) -> this.script.location().replaceFirst("[^/]+$", file))
			.orElse(this.script.location());
	}

	private int lineIn(RuntimeException exception) {
		return Arrays.stream(exception.getStackTrace())
			.filter(this::isInScript)
			.mapToInt(StackTraceElement::getLineNumber)
			.findFirst()
			.orElse(0);
	}

	private boolean isInScript(StackTraceElement element) {
		String name = element.getClassName();
		return name.equals(this.type.getName()) || name.startsWith(this.type.getName() + "$");
	}

}
