package db.revisions;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;

import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.varchar;

// What it does:
// - add column users.role
// - create constraint users_role_check on users
// - create constraint users_rule_check on users
// What it locks: nobody reads or writes users until it commits.
// What is lost: nothing.
@Revision(id = "b2", down = "a1", message = "roles", created = "TIME")
class RDATE_b2_roles implements ReversibleMigration {

	@Override
	public void change(Operations op) {
		op.addColumn("users", column("role", varchar(500)).notNull().defaultValue("'it''s'"));
		op.createConstraint("users", check("role IN ('ADMIN', 'MEMBER', 'it''s')").named("users_role_check"));
		op.createConstraint("users", check("(team_id+age)*2 > 4 AND name LIKE 'A%'").named("users_rule_check"));
	}

}
