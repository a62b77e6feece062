package dev.migrate.dialect.session;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Looks at the session of a connection over another one, without touching the first.
 */
public interface SessionMonitor {

	/**
	 * Looks at the session.
	 * @param other another connection to the same database
	 * @return what is seen of it
	 */
	Activity look(JdbcOperations other);

	/**
	 * What is seen of a session.
	 *
	 * @param state whether the server has it
	 * @param blocked what it waits for, or {@code null} if no other session is in its way
	 */
	record Activity(State state, @Nullable Wait blocked) {
	}

	/**
	 * A wait for other sessions.
	 *
	 * @param lock what is waited for, such as {@code ShareLock on orders}
	 * @param waited how long it has been waited for
	 * @param blockers descriptions of the sessions that are in the way
	 */
	record Wait(String lock, Duration waited, List<String> blockers) {

		public Wait {
			blockers = List.copyOf(blockers);
		}

	}

	/**
	 * Whether a server has a session.
	 */
	enum State {

		/**
		 * It has.
		 */
		PRESENT,

		/**
		 * It had, and has no more.
		 */
		GONE,

		/**
		 * It cannot be told, as behind a connection pooler.
		 */
		UNKNOWN

	}

}
