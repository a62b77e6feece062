package db.revisions;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;

import static dev.migrate.schema.CheckConstraint.check;

// What it does:
// - drop constraint users_role_check of users
// - alter column users.role: default 'MEMBER'
// - create constraint users_role_check on users
// What it locks: nobody reads or writes users until it commits.
// What is lost: nothing.
@Revision(id = "c3", down = "b2", message = "fewer roles", created = "TIME")
class RDATE_c3_fewer_roles implements ReversibleMigration {

	@Override
	public void change(Operations op) {
		op.dropConstraint("users", check("role IN ('ADMIN', 'MEMBER', 'it''s')").named("users_role_check"));
		op.alterColumn("users", "role",
				(column) -> column.defaultValue("'MEMBER'").was((was) -> was.defaultValue("'it''s'")));
		op.createConstraint("users", check("role IN ('ADMIN', 'MEMBER')").named("users_role_check"));
	}

}
