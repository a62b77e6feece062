package db.revisions;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

@Revision(id = "9e567c418fcd", down = "4f31af6ec45b", message = "reference conversation and author",
		created = "2026-02-03T09:30:00Z")
class R202602030930_9e567c418fcd_reference_conversation_and_author implements Migration {

	@Override
	public void upgrade(Operations op) {
		op.createForeignKey("messages_conversation_id_fkey", "messages", "conversation_id", "conversations", "id",
				(key) -> key.onDelete(CASCADE));
		op.createForeignKey("messages_author_id_fkey", "messages", "author_id", "users", "id");
		op.createIndex("messages_author_id_idx", "messages", "author_id");
	}

	@Override
	public void downgrade(Operations op) {
		op.dropIndex("messages_author_id_idx");
		op.dropConstraint("messages", "messages_author_id_fkey");
		op.dropConstraint("messages", "messages_conversation_id_fkey");
	}

}
