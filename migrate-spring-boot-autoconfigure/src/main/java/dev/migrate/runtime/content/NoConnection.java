package dev.migrate.runtime.content;

import java.sql.Connection;
import java.util.function.Supplier;

import dev.migrate.operations.operation.InvalidOperationException;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * What a migration gets in place of a connection where it must not use one.
 */
public final class NoConnection extends AbstractDataSource {

	private final Supplier<InvalidOperationException> refusal;

	private NoConnection(Supplier<InvalidOperationException> refusal) {
		this.refusal = refusal;
	}

	/**
	 * Returns operations that can be handed around, but not used, while a script is
	 * written.
	 * @return the operations
	 */
	public static JdbcTemplate offline() {
		return new JdbcTemplate(new NoConnection(NoConnection::whileWriting));
	}

	/**
	 * Returns operations that can be handed around, but not used, by a reversible
	 * migration.
	 * @return the operations
	 */
	static JdbcTemplate reversible() {
		return new JdbcTemplate(new NoConnection(NoConnection::inReversibleMigration));
	}

	/**
	 * Returns operations that can be handed around, but not used, before a migration
	 * runs.
	 * @return the operations
	 */
	static JdbcTemplate checking() {
		return new JdbcTemplate(new NoConnection(NoConnection::whileChecking));
	}

	static InvalidOperationException whileChecking() {
		return new InvalidOperationException("It looks into the database, which it must not before it runs.",
				"Let what it does depend on the connection of the migration only.");
	}

	static InvalidOperationException whileWriting() {
		return new InvalidOperationException(
				"It reads or writes rows over JDBC, but there is no connection while a script is written.",
				"Do it in SQL with op.execute(…), which runs where the data is, or upgrade past this revision online"
						+ " and write the script from there.");
	}

	static InvalidOperationException inReversibleMigration() {
		return new InvalidOperationException("A reversible migration reads or writes rows over JDBC.",
				"Implement Migration, with an upgrade and a downgrade of their own.");
	}

	public static InvalidOperationException inspectionWhileWriting() {
		return new InvalidOperationException(
				"It asks op.inspect() what is in the database, but there is no connection while a script is written.",
				"Decide in SQL with op.execute(…), as by IF EXISTS or in a DO block, or upgrade past this revision online"
						+ " and write the script from there.");
	}

	static InvalidOperationException inspectionInReversibleMigration() {
		return new InvalidOperationException(
				"A reversible migration asks op.inspect() what is in the database, and could not be reversed when the"
						+ " answer is another one.",
				"Implement Migration, with an upgrade and a downgrade of their own.");
	}

	@Override
	public Connection getConnection() {
		throw this.refusal.get();
	}

	@Override
	public Connection getConnection(String username, String password) {
		throw this.refusal.get();
	}

}
