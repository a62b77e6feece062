package dev.migrate.operations.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.Column;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.ObjectName;

/**
 * Gives a composite type other attributes. Attributes that go, and such that are added
 * after all others, change the type in place. For a changed type or order, another type
 * of the same name takes its place, and the columns are converted, each attribute by its
 * name.
 *
 * @param from the type as it is
 * @param to the type as it is to be, of the same name
 * @param columns all columns of the type
 */
public record AlterCompositeType(CompositeType from, CompositeType to,
		List<CompositeColumn> columns) implements Operation {

	/**
	 * What the old type is called meanwhile.
	 */
	private static final String REPLACED = "migrate_replaced_type";

	private static final String CONVERSION = "migrate_converted";

	public AlterCompositeType {
		columns = List.copyOf(columns);
		if (!from.name().equals(to.name())) {
			throw new InvalidOperationException(
					"Composite type '%s' is altered to one of another name, '%s'.".formatted(from.name(), to.name()),
					"Give both the same name.");
		}
		if (from.equals(to)) {
			throw new InvalidOperationException("Composite type '%s' is altered to what it is.".formatted(from.name()),
					"Give it as it is and then as it is to be, or leave the operation out.");
		}
	}

	@Override
	public void write(SqlWriter sql) {
		sql.require(Feature.COMPOSITE_TYPE);
		if (isReplaced()) {
			replace(sql);
			return;
		}
		List<Column> before = definitions(this.from);
		List<Column> after = definitions(this.to);
		List<Column> dropped = before.stream().filter((attribute) -> !after.contains(attribute)).toList();
		alter(sql, dropped, after.subList(before.size() - dropped.size(), after.size()));
		writeComments(sql);
	}

	/**
	 * Returns whether another type takes the place of this one.
	 */
	public boolean isReplaced() {
		List<Column> after = definitions(this.to);
		List<Column> kept = definitions(this.from).stream().filter(after::contains).toList();
		return !after.subList(0, kept.size()).equals(kept) || isRedefined(kept);
	}

	/**
	 * Returns whether only comments change.
	 */
	public boolean isOfComments() {
		return definitions(this.from).equals(definitions(this.to));
	}

	/**
	 * An attribute that is dropped and added again loses its values.
	 */
	private boolean isRedefined(List<Column> kept) {
		return this.to.attributes()
			.stream()
			.anyMatch((attribute) -> find(this.from, attribute.name()).isPresent()
					&& kept.stream().noneMatch((same) -> same.name().equals(attribute.name())));
	}

	private void alter(SqlWriter sql, List<Column> dropped, List<Column> added) {
		if (dropped.isEmpty() && added.isEmpty()) {
			return;
		}
		sql.sql("ALTER TYPE ").name(this.to.name());
		String separator = " ";
		for (Column attribute : dropped) {
			sql.sql(separator).sql("DROP ATTRIBUTE ").identifier(attribute.name());
			separator = ", ";
		}
		for (Column attribute : added) {
			sql.sql(separator).sql("ADD ATTRIBUTE ").column(attribute);
			separator = ", ";
		}
		sql.end();
	}

	private void writeComments(SqlWriter sql) {
		if (!Objects.equals(this.from.comment(), this.to.comment())) {
			CommentTarget.of(ObjectKind.COMPOSITE_TYPE, this.to.name()).write(sql, this.to.comment());
		}
		for (Column attribute : this.to.attributes()) {
			String comment = find(this.from, attribute.name()).map(Column::comment).orElse(null);
			if (!Objects.equals(comment, attribute.comment())) {
				new CommentTarget(ObjectKind.COLUMN, this.to.name(), attribute.name()).write(sql, attribute.comment());
			}
		}
	}

	private void replace(SqlWriter sql) {
		ObjectName type = this.to.name();
		ObjectName replaced = type.sibling(REPLACED);
		ObjectName conversion = type.sibling(CONVERSION);
		new RenameObject(ObjectKind.COMPOSITE_TYPE, type, REPLACED).write(sql);
		new CreateCompositeType(this.to).write(sql);
		boolean arrays = this.columns.stream().anyMatch(CompositeColumn::array);
		if (!this.columns.isEmpty()) {
			function(sql, "").sql("SELECT ROW(");
			String separator = "";
			for (Column attribute : this.to.attributes()) {
				value(sql.sql(separator), attribute);
				separator = ", ";
			}
			sql.sql(")::").name(type).sql("$migrate$").end();
		}
		if (arrays) {
			function(sql, "[]").sql("SELECT ARRAY(SELECT ").name(conversion);
			sql.sql("($1[i]) FROM generate_subscripts($1, 1) AS i ORDER BY i)$migrate$").end();
		}
		for (CompositeColumn column : this.columns) {
			sql.sql("ALTER TABLE ").name(column.name().table()).sql(" ALTER COLUMN ");
			sql.identifier(column.name().column()).sql(" TYPE ").name(type).sql(column.array() ? "[]" : "");
			sql.sql(" USING ").name(conversion).sql("(").identifier(column.name().column()).sql(")").end();
		}
		if (arrays) {
			sql.sql("DROP FUNCTION ").name(conversion).sql("(").name(replaced).sql("[])").end();
		}
		if (!this.columns.isEmpty()) {
			sql.sql("DROP FUNCTION ").name(conversion).sql("(").name(replaced).sql(")").end();
		}
		DropObject.of(ObjectKind.COMPOSITE_TYPE, replaced).write(sql);
	}

	private SqlWriter function(SqlWriter sql, String array) {
		sql.sql("CREATE FUNCTION ").name(this.to.name().sibling(CONVERSION)).sql("(");
		sql.name(this.to.name().sibling(REPLACED)).sql(array).sql(") RETURNS ").name(this.to.name()).sql(array);
		return sql.sql(" LANGUAGE sql STRICT AS $migrate$");
	}

	private void value(SqlWriter sql, Column attribute) {
		Optional<Column> before = find(this.from, attribute.name());
		if (before.isEmpty()) {
			sql.sql("NULL");
			return;
		}
		sql.sql("($1).").identifier(attribute.name());
		if (!before.get().type().equals(attribute.type())) {
			sql.sql("::text::").type(attribute.type());
		}
	}

	private static List<Column> definitions(CompositeType type) {
		return type.attributes().stream().map((attribute) -> attribute.comment(null)).toList();
	}

	private static Optional<Column> find(CompositeType type, String attribute) {
		return type.attributes().stream().filter((candidate) -> candidate.name().equals(attribute)).findFirst();
	}

	/**
	 * Returns the attributes whose values are lost.
	 */
	public List<String> lost() {
		List<String> lost = new ArrayList<>(this.from.attributes().stream().map(Column::name).toList());
		lost.removeAll(this.to.attributes().stream().map(Column::name).toList());
		return lost;
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new AlterCompositeType(this.to, this.from, this.columns));
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.alterCompositeType(").value(this.from).java(", ").value(this.to);
		this.columns.forEach((column) -> column.render(java.java(", ")));
		java.java(");");
	}

	@Override
	public String describe() {
		return "alter composite type " + this.to.name();
	}

}
