package db.revisions;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.varchar;

/**
 * Splits at the first blank, so that joining the parts gives back the very name.
 */
@Revision(id = "bfb1b53baa9e", down = "9e567c418fcd", message = "split the name of users",
		created = "2026-03-16T11:47:00Z")
class R202603161147_bfb1b53baa9e_split_the_name_of_users implements Migration {

	@Override
	public void upgrade(Operations op) {
		op.addColumn("users", column("given_name", varchar(255)));
		op.addColumn("users", column("family_name", varchar(255)));
		op.execute("""
				UPDATE users
				SET given_name = split_part(name, ' ', 1), family_name = substring(name FROM ' (.*)')""");
		op.execute("ALTER TABLE users ALTER COLUMN given_name SET NOT NULL");
		op.dropColumn("users", "name");
	}

	@Override
	public void downgrade(Operations op) {
		op.addColumn("users", column("name", varchar(255)));
		op.execute("UPDATE users SET name = concat_ws(' ', given_name, family_name)");
		op.execute("ALTER TABLE users ALTER COLUMN name SET NOT NULL");
		op.dropColumn("users", "family_name");
		op.dropColumn("users", "given_name");
	}

}
