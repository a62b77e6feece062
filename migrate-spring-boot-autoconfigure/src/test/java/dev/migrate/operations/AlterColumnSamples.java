package dev.migrate.operations;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.migrate.operations.table.AlterColumn;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.SequenceOptions;

import static dev.migrate.operations.OperationSample.call;
import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.bool;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.varchar;

/**
 * Operations that alter a column.
 */
final class AlterColumnSamples {

	private static final String C = "c varchar(10)";

	private static final String IDENTITY = "c bigint GENERATED ALWAYS AS IDENTITY (START WITH 5 INCREMENT BY 2 CACHE 3)";

	private static final Identity ALL_OPTIONS = Identity.byDefault()
		.options(SequenceOptions.options()
			.startWith(100)
			.incrementBy(-10)
			.minValue(5)
			.maxValue(1000)
			.cache(20)
			.withCycle());

	private AlterColumnSamples() {
	}

	static Stream<OperationSample> all() {
		return Stream.of(plain(), types(), identities(), expressions()).flatMap((samples) -> samples);
	}

	private static OperationSample alter(String name, String existing, UnaryOperator<AlterColumn> alteration) {
		return call(name, (op) -> op.alterColumn("t", "c", alteration),
				"CREATE TABLE t (%s, d text)".formatted(existing));
	}

	private static Stream<OperationSample> plain() {
		return Stream.of(alter("not null", C, AlterColumn::notNull),
				alter("not null and back", C, (column) -> column.notNull().was(AlterColumn::nullable)),
				alter("nullable", "c text NOT NULL", AlterColumn::nullable),
				alter("nullable and back", "c text NOT NULL",
						(column) -> column.nullable().was(column("c", text()).notNull())),
				alter("default", C, (column) -> column.defaultValue("'it''s'")),
				alter("default and back", C, (column) -> column.defaultValue("'x'").was(column("c", varchar(10)))),
				alter("another default and back", "c timestamptz DEFAULT now()",
						(column) -> column.defaultValue("now() AT TIME ZONE 'utc'")
							.was((was) -> was.defaultValue("now()"))),
				alter("no default", C + " DEFAULT 'x'", AlterColumn::dropDefault),
				alter("no default and back", C + " DEFAULT 'x'",
						(column) -> column.dropDefault().was(column("c", varchar(10)).defaultValue("'x'"))),
				alter("comment", C, (column) -> column.comment("it's")),
				alter("comment and back", C, (column) -> column.comment("it's").was(AlterColumn::dropComment)),
				alter("no comment", C, AlterColumn::dropComment),
				alter("everything and back", C + " DEFAULT 'x'",
						(column) -> column.type(text())
							.collation("C")
							.notNull()
							.defaultValue("'y'")
							.comment("c")
							.was(column("c", varchar(10)).defaultValue("'x'"))));
	}

	private static Stream<OperationSample> types() {
		return Stream.of(alter("type", C, (column) -> column.type(varchar(100))),
				alter("type and back", C, (column) -> column.type(text()).was(column("c", varchar(10)))),
				alter("collation and back", "c text",
						(column) -> column.type(text()).collation("C").was((was) -> was.type(text()))),
				alter("no collation and back", "c text COLLATE \"C\"",
						(column) -> column.type(varchar(5)).was(column("c", text()).collation("C"))),
				alter("using", C, (column) -> column.type(integer()).using("length(c)")),
				alter("using and back", "c text",
						(column) -> column.type(integer())
							.using("c::integer")
							.was((was) -> was.type(text()).using("c::text || ''"))),
				alter("type with a default that no cast converts", "c text NOT NULL DEFAULT 'no'", (column) -> column
					.type(bool())
					.using("c = 'yes'")
					.defaultValue("false")
					.was((was) -> was.type(text()).using("CASE WHEN c THEN 'yes' ELSE 'no' END").defaultValue("'no'"))),
				alter("array", C,
						(column) -> column.type(text().array())
							.using("ARRAY[c]")
							.was((was) -> was.type(varchar(10)).using("c[1]"))));
	}

	private static Stream<OperationSample> identities() {
		return Stream.of(
				alter("identity", "c bigint NOT NULL", (column) -> column.addIdentity(Identity.always().startWith(3))),
				alter("identity and not null, and back", "c bigint DEFAULT 7",
						(column) -> column.dropDefault()
							.notNull()
							.addIdentity(Identity.byDefault())
							.was(column("c", bigint()).defaultValue("7"))),
				alter("no identity", IDENTITY, AlterColumn::dropIdentity),
				alter("no identity, nullable, with a default, and back", IDENTITY,
						(column) -> column.dropIdentity()
							.nullable()
							.defaultValue("7")
							.was((was) -> was.dropDefault()
								.notNull()
								.addIdentity(Identity.always()
									.options(SequenceOptions.options().startWith(5).incrementBy(2).cache(3))))),
				alter("another identity", IDENTITY, (column) -> column.changeIdentity(Identity.byDefault())),
				alter("another identity and back", IDENTITY,
						(column) -> column.changeIdentity(ALL_OPTIONS)
							.was(column("c", bigint()).asIdentity(Identity.always()
								.options(SequenceOptions.options().startWith(5).incrementBy(2).cache(3))))),
				alter("identity restarted", IDENTITY, AlterColumn::restartIdentity),
				alter("identity restarted with a value", IDENTITY,
						(column) -> column.changeIdentity(Identity.always()).restartIdentity(5_000_000_000L)));
	}

	private static Stream<OperationSample> expressions() {
		String generated = "c text GENERATED ALWAYS AS (upper(d)) STORED";
		return Stream.of(alter("not generated", generated, AlterColumn::dropExpression),
				alter("expression", generated, (column) -> column.expression("lower(d)")).since(17),
				alter("expression and back", generated, (column) -> column.expression("lower(d)")
					.was(column("c", text()).generated(Generated.stored("upper(d)")))).since(17));
	}

}
