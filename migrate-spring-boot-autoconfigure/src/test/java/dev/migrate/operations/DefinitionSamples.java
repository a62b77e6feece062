package dev.migrate.operations;

import java.util.stream.Stream;

import static dev.migrate.operations.Definitions.cascade;
import static dev.migrate.operations.Definitions.definition;
import static dev.migrate.operations.Definitions.ifExists;
import static dev.migrate.operations.OperationSample.call;

/**
 * Operations on what is defined by SQL as a person writes it.
 */
final class DefinitionSamples {

	/**
	 * What a source has to write so that it comes back as it is.
	 */
	static final String BODY = "\nDECLARE\n\tx text := 'it''s \\n ${name} \"\"\" $1 \uD83D\uDE00';\nBEGIN\n"
			+ "\tx := $$a\\\\b$$;  \n\t\t\n   \n    -- blanks \t\n\tRETURN x || E'\\t';\nEND\n";

	private static final String TABLE = "CREATE TABLE t (id bigint, name text)";

	private static final String HALF = "CREATE FUNCTION half(a integer, b text DEFAULT 'x, y') RETURNS integer"
			+ " LANGUAGE sql AS $$ SELECT a / 2 $$";

	private static final String STAMP = "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql"
			+ " AS $$ BEGIN RETURN NEW; END $$";

	private static final String TRIGGER = "CREATE TRIGGER stamped BEFORE UPDATE OF name ON t FOR EACH ROW"
			+ " EXECUTE FUNCTION stamp()";

	private static final String POLICY = "CREATE POLICY \"Own rows\" ON t USING (name = current_user)";

	private static final String RULE = "CREATE RULE quiet AS ON DELETE TO t DO INSTEAD (SELECT 1; SELECT 2)";

	private static final String VIEW = "CREATE VIEW v AS SELECT id FROM t";

	private static final String MATERIALIZED = "CREATE MATERIALIZED VIEW m AS SELECT id FROM t";

	private static final String PROCEDURE = "CREATE PROCEDURE clean(numeric(10, 2)[]) LANGUAGE sql AS 'SELECT 1'";

	private static final String AGGREGATE = "CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer)";

	private static final String DOMAIN = "CREATE DOMAIN \"E-mail\" AS text CHECK (VALUE LIKE '%@%')";

	private static final String CONSTRAINT_TRIGGER = "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON t"
			+ " DEFERRABLE FOR EACH ROW EXECUTE FUNCTION stamp()";

	private static final String NOTICE = "CREATE FUNCTION notice() RETURNS event_trigger LANGUAGE plpgsql"
			+ " AS $$ BEGIN END $$";

	private static final String EVENT_TRIGGER = "CREATE EVENT TRIGGER noticed ON sql_drop EXECUTE FUNCTION notice()";

	private DefinitionSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(replaced(), created(), dropped(), droppedByName()).flatMap((samples) -> samples);
	}

	private static Stream<OperationSample> replaced() {
		return Stream.of(call("that may be there", (op) -> op.createOrReplace(HALF)),
				call("that was there", (op) -> op.createOrReplace(definition(HALF.replace("/ 2", "/ 3")).was(HALF)),
						HALF),
				call("in lower case", (op) -> op.replaceFunction(
						"create function public.half(a integer = 1) returns integer language sql as 'select a'")),
				call("that is new",
						(op) -> op.createOrReplace(
								definition("CREATE OR REPLACE FUNCTION half() RETURNS int LANGUAGE sql AS 'SELECT 1'")
									.wasNothing())),
				call("with a new column",
						(op) -> op.createOrReplace("CREATE RECURSIVE VIEW v (n) AS SELECT 1; -- as it is\n"), TABLE),
				call("of a table",
						(op) -> op
							.createOrReplace(definition(TRIGGER.replace("UPDATE OF name", "INSERT")).was(TRIGGER)),
						TABLE, STAMP, TRIGGER),
				call("of a table", (op) -> op.createOrReplace(definition(RULE.replace("INSTEAD", "ALSO")).was(RULE)),
						TABLE, RULE),
				call("a procedure",
						(op) -> op
							.replaceFunction(definition(PROCEDURE.replace("SELECT 1", "SELECT 2")).was(PROCEDURE)),
						PROCEDURE),
				call("an aggregate",
						(op) -> op.createOrReplace(
								definition(AGGREGATE.replace("(SFUNC", "(INITCOND = '0', SFUNC")).was(AGGREGATE)),
						AGGREGATE));
	}

	private static Stream<OperationSample> created() {
		return Stream.of(call("with a body that is not plain",
				(op) -> op.createFunction("-- half\nCREATE FUNCTION odd()\nRETURNS text LANGUAGE plpgsql AS $body$"
						+ BODY + "$body$;\n")),
				call("with lines that end with a carriage return",
						(op) -> op.createFunction("CREATE FUNCTION odd() RETURNS text\nLANGUAGE plpgsql AS $body$"
								+ BODY.replace("\n", "\r\n") + "$body$")),
				call("with carriage returns alone",
						(op) -> op.createFunction("CREATE FUNCTION odd() RETURNS text LANGUAGE sql AS "
								+ "' SELECT ''\\''\r\r\n\n || ''it''''s'''")),
				call("with a body of statements", (op) -> op.createFunction(
						"CREATE FUNCTION two(OUT a int, b int) LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT $1; END")),
				call("on columns", (op) -> op.createTrigger(TRIGGER), TABLE, STAMP),
				call("deferrable", (op) -> op.createTrigger(CONSTRAINT_TRIGGER), TABLE, STAMP),
				call("quoted", (op) -> op.createPolicy(POLICY), TABLE),
				call("in lower case", (op) -> op.createObject("create view v as select id from t"), TABLE),
				call("of rows", (op) -> op.createObject(MATERIALIZED), TABLE),
				call("of rows IF NOT EXISTS",
						(op) -> op.createObject(MATERIALIZED.replace("VIEW", "VIEW IF NOT EXISTS")), TABLE),
				call("with an array", (op) -> op.createObject(PROCEDURE)),
				call("of numbers", (op) -> op.createObject(AGGREGATE)),
				call("of all rows",
						(op) -> op.createObject(
								"CREATE AGGREGATE rows(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0')")),
				call("with two statements", (op) -> op.createObject(RULE), TABLE),
				call("with a sign in its name", (op) -> op.createObject(DOMAIN)),
				call("for all of the database", (op) -> op.createObject(EVENT_TRIGGER), NOTICE));
	}

	private static Stream<OperationSample> dropped() {
		return Stream.of(call("with its definition", (op) -> op.dropObject(HALF), HALF),
				call("with a definition that replaces",
						(op) -> op.dropObject(HALF.replace("CREATE", "CREATE OR REPLACE")), HALF),
				call("with its definition", (op) -> op.dropObject(TRIGGER), TABLE, STAMP, TRIGGER),
				call("with its definition", (op) -> op.dropObject(CONSTRAINT_TRIGGER), TABLE, STAMP,
						CONSTRAINT_TRIGGER),
				call("with its definition", (op) -> op.dropObject(POLICY), TABLE, POLICY),
				call("with its definition", (op) -> op.dropObject(VIEW), TABLE, VIEW),
				call("with its definition", (op) -> op.dropObject(MATERIALIZED), TABLE, MATERIALIZED),
				call("with its definition", (op) -> op.dropObject(EVENT_TRIGGER), NOTICE, EVENT_TRIGGER),
				call("with its definition", (op) -> op.dropObject(DOMAIN), DOMAIN));
	}

	private static Stream<OperationSample> droppedByName() {
		return Stream.of(call("by its types", (op) -> op.dropFunction("half(integer, text)"), HALF),
				call("by name", (op) -> op.dropFunction("public.half", ifExists(), cascade()), HALF),
				call("whose name needs quotes", (op) -> op.dropFunction("\"A.b\".\"c(d\"(\"A.b\".\"E\", int[])"),
						"CREATE SCHEMA \"A.b\"", "CREATE DOMAIN \"A.b\".\"E\" AS text",
						"CREATE FUNCTION \"A.b\".\"c(d\"(\"A.b\".\"E\", int[]) RETURNS int LANGUAGE sql AS 'SELECT 1'"),
				call("by name", (op) -> op.dropProcedure("clean"), PROCEDURE),
				call("by name", (op) -> op.dropAggregate("total(integer)"), AGGREGATE),
				call("IF EXISTS", (op) -> op.dropTrigger("stamped", "public.t", ifExists()), TABLE, STAMP, TRIGGER),
				call("by name", (op) -> op.dropPolicy("Own rows", "t"), TABLE, POLICY),
				call("by name", (op) -> op.dropRule("quiet", "t"), TABLE, RULE),
				call("CASCADE", (op) -> op.dropDomain("E-mail", cascade()), DOMAIN,
						"CREATE TABLE u (m \"E-mail\", n int)"),
				call("by name", (op) -> op.dropEventTrigger("noticed"), NOTICE, EVENT_TRIGGER));
	}

}
