package dev.migrate.operations;

/**
 * A revision written in Java as one change, whose downgrade is derived: the reverse of
 * each operation, in reverse order; an {@linkplain Operations#autocommitBlock autocommit
 * block} stays one. The class carries {@link dev.migrate.Revision}.
 *
 * <p>
 * Every operation in it must have a reverse. One that has none is refused with an
 * {@link IrreversibleOperationException} already on the way up, before anything of it
 * takes effect.
 *
 * @see Migration
 */
public interface ReversibleMigration {

	/**
	 * Brings the database from the revision before to this one. It is also called to
	 * derive the downgrade, with operations that are only recorded; it must therefore not
	 * depend on what is in the database.
	 * @param op the operations
	 */
	void change(Operations op);

}
