package db.revisions;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;
import dev.migrate.schema.Column;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.timestamptz;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Table.table;

@Revision(id = "4f31af6ec45b", down = "6cf73958b4fa", message = "create conversations and messages",
		created = "2026-01-19T14:02:00Z")
class R202601191402_4f31af6ec45b_create_conversations_and_messages implements ReversibleMigration {

	@Override
	public void change(Operations op) {
		op.createTable(table("conversations").column("id", bigint(), Column::asIdentity)
			.column("title", varchar(255), Column::notNull)
			.column("created_at", timestamptz(), Column::notNull)
			.primaryKey("id"));
		op.createTable(table("messages").column("id", bigint(), Column::asIdentity)
			.column("conversation_id", bigint(), Column::notNull)
			.column("author_id", bigint(), Column::notNull)
			.column("body", text(), Column::notNull)
			.column("sent_at", timestamptz(), Column::notNull)
			.primaryKey("id"));
		op.createIndex("messages", index("conversation_id"));
	}

}
