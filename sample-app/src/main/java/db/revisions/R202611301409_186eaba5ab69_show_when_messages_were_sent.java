package db.revisions;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

// What it does:
// - execute DROP VIEW searchable_messages
// - replace function full_name(given_name text, family_name text)
// - create view searchable_messages
// What it locks: nobody reads or writes searchable_messages until it commits.
// What is lost: nothing.
@Revision(id = "186eaba5ab69", down = "d2865b3dae58", message = "show when messages were sent",
		created = "2026-11-30T14:09:15Z")
class R202611301409_186eaba5ab69_show_when_messages_were_sent implements Migration {

	@Override
	public void upgrade(Operations op) {
		// View searchable_messages is changed, so view searchable_messages is dropped
		// here and created again below.
		op.execute("DROP VIEW searchable_messages");
		op.createOrReplace("""
				CREATE OR REPLACE FUNCTION full_name(given_name text, family_name text) RETURNS text
				LANGUAGE sql IMMUTABLE AS $$
					SELECT given_name || coalesce(' ' || family_name, '')
				$$""");
		op.createObject("""
				CREATE VIEW searchable_messages AS
					SELECT m.id, m.conversation_id, full_name(u.given_name, u.family_name) AS author,
						m.body, m.body_search, m.sent_at
					FROM messages m
					JOIN users u ON u.id = m.author_id""");
	}

	@Override
	public void downgrade(Operations op) {
		op.dropView("searchable_messages");
		op.execute("SET check_function_bodies = off");
		op.createOrReplace("""
				CREATE OR REPLACE FUNCTION full_name(given_name text, family_name text)
				 RETURNS text
				 LANGUAGE sql
				 IMMUTABLE
				AS $function$
					SELECT given_name || ' ' || family_name
				$function$""");
		op.execute("RESET check_function_bodies");
		op.execute("""
				CREATE VIEW searchable_messages AS
				 SELECT m.id,
				    m.conversation_id,
				    full_name(u.given_name::text, u.family_name::text) AS author,
				    m.body,
				    m.body_search
				   FROM messages m
				     JOIN users u ON u.id = m.author_id""");
	}

}
