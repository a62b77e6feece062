package db.revisions;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

@Revision(id = "4f31af6ec45b", down = "6cf73958b4fa", message = "create conversations and messages",
		created = "2026-01-19T14:02:00Z")
class R202601191402_4f31af6ec45b_create_conversations_and_messages implements Migration {

	@Override
	public void upgrade(Operations op) {
		op.createTable(table("conversations").column("id", bigint(), (column) -> column.identity())
			.column("title", varchar(255), (column) -> column.notNull())
			.column("created_at", timestamptz(), (column) -> column.notNull())
			.primaryKey("id"));
		op.createTable(table("messages").column("id", bigint(), (column) -> column.identity())
			.column("conversation_id", bigint(), (column) -> column.notNull())
			.column("author_id", bigint(), (column) -> column.notNull())
			.column("body", text(), (column) -> column.notNull())
			.column("sent_at", timestamptz(), (column) -> column.notNull())
			.primaryKey("id"));
		op.createIndex("messages_conversation_id_idx", "messages", "conversation_id");
	}

	@Override
	public void downgrade(Operations op) {
		op.dropTable("messages");
		op.dropTable("conversations");
	}

}
