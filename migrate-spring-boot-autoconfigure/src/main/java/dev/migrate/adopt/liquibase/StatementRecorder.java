package dev.migrate.adopt.liquibase;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Notes the statements that are run through a connection, whoever runs them. Queries are
 * none of them.
 */
final class StatementRecorder {

	private static final Set<String> RUNNING = Set.of("execute", "executeUpdate", "executeLargeUpdate");

	private static final Set<String> RUNNING_BATCH = Set.of("executeBatch", "executeLargeBatch");

	private static final Map<Class<?>, Object> NOTHING = Map.of(boolean.class, false, int.class, 0, long.class, 0L);

	private final List<String> statements = new ArrayList<>();

	private Function<String, @Nullable String> refusal = (statement) -> null;

	private boolean recording;

	private boolean running = true;

	/**
	 * Returns a connection whose statements are noted.
	 */
	Connection record(Connection connection) {
		return proxy(Connection.class, new ConnectionCalls(connection));
	}

	/**
	 * Refuses statements instead of running them.
	 * @param refusal returns the words that it is refused for, or {@code null}
	 */
	void refuse(Function<String, @Nullable String> refusal) {
		this.refusal = refusal;
	}

	/**
	 * Begins to note statements.
	 * @param running whether they are run as well
	 */
	void begin(boolean running) {
		this.statements.clear();
		this.recording = true;
		this.running = running;
	}

	void pause() {
		this.recording = false;
	}

	void resume() {
		this.recording = true;
	}

	/**
	 * Returns what was noted since the beginning.
	 */
	List<String> end() {
		this.recording = false;
		this.running = true;
		return List.copyOf(this.statements);
	}

	private void add(String statement) {
		if (this.recording) {
			this.statements.add(statement);
		}
	}

	private static <T> T proxy(Class<T> type, InvocationHandler calls) {
		return type
			.cast(Proxy.newProxyInstance(StatementRecorder.class.getClassLoader(), new Class<?>[] { type }, calls));
	}

	private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private static @Nullable Object nothing(Class<?> type) {
		if (type == int[].class) {
			return new int[0];
		}
		if (type == long[].class) {
			return new long[0];
		}
		return NOTHING.get(type);
	}

	private final class ConnectionCalls implements InvocationHandler {

		private final Connection connection;

		ConnectionCalls(Connection connection) {
			this.connection = connection;
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			Object result = call(this.connection, method, arguments);
			if (result instanceof CallableStatement call && arguments != null) {
				return proxy(CallableStatement.class, new StatementCalls(call, (String) arguments[0]));
			}
			if (result instanceof PreparedStatement prepared && arguments != null) {
				return proxy(PreparedStatement.class, new StatementCalls(prepared, (String) arguments[0]));
			}
			return (result instanceof Statement statement) ? proxy(Statement.class, new StatementCalls(statement, null))
					: result;
		}

	}

	private final class StatementCalls implements InvocationHandler {

		private final Statement statement;

		private final @Nullable BoundStatement bound;

		private final List<String> batch = new ArrayList<>();

		StatementCalls(Statement statement, @Nullable String sql) {
			this.statement = statement;
			this.bound = (sql != null) ? new BoundStatement(sql) : null;
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			if (RUNNING.contains(method.getName())) {
				return run(method, arguments, List.of(text(arguments)));
			}
			if (RUNNING_BATCH.contains(method.getName())) {
				List<String> texts = List.copyOf(this.batch);
				this.batch.clear();
				return run(method, arguments, texts);
			}
			if (method.getName().equals("addBatch")) {
				this.batch.add(text(arguments));
			}
			else if (method.getName().equals("clearBatch")) {
				this.batch.clear();
			}
			else if (this.bound != null && arguments != null && arguments.length > 1) {
				this.bound.accept(method.getName(), arguments);
			}
			return call(this.statement, method, arguments);
		}

		private @Nullable Object run(Method method, Object @Nullable [] arguments, List<String> texts)
				throws Throwable {
			for (String text : texts) {
				String words = StatementRecorder.this.refusal.apply(text);
				if (words != null) {
					throw new SQLException(
							"'%s' changes more than the scratch database on this server. Set migrate.autogenerate.scratch-url to a server that nobody uses, such as a container"
								.formatted(words));
				}
			}
			Object result = StatementRecorder.this.running ? call(this.statement, method, arguments)
					: nothing(method.getReturnType());
			texts.forEach(StatementRecorder.this::add);
			return result;
		}

		private String text(Object @Nullable [] arguments) {
			return (arguments != null) ? (String) arguments[0] : (this.bound != null) ? this.bound.text() : "";
		}

	}

}
