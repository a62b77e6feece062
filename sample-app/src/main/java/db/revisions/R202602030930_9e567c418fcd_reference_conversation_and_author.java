package db.revisions;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;

import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.ReferentialAction.CASCADE;

@Revision(id = "9e567c418fcd", down = "4f31af6ec45b", message = "reference conversation and author",
		created = "2026-02-03T09:30:00Z")
class R202602030930_9e567c418fcd_reference_conversation_and_author implements ReversibleMigration {

	@Override
	public void change(Operations op) {
		op.createConstraint("messages",
				foreignKey("conversation_id").references("conversations", "id").onDelete(CASCADE));
		op.createConstraint("messages", foreignKey("author_id").references("users", "id"));
		op.createIndex("messages", index("author_id"));
	}

}
