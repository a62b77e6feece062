package dev.migrate.hibernate;

import java.util.regex.Pattern;

import org.hibernate.boot.Metadata;
import org.hibernate.dialect.aggregate.AggregateSupport;
import org.hibernate.mapping.AggregateColumn;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
import org.hibernate.tool.schema.internal.StandardTableExporter;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The check of an embeddable that is stored in one column, such as a JSON document: of
 * the attributes that it requires and of their own checks. Only the exporter of Hibernate
 * knows how to write it.
 */
final class ComponentChecks extends StandardTableExporter {

	private static final String START = ", check (";

	private static final Pattern STRING = Pattern.compile("'[^']*'|\"[^\"]*\"");

	private final boolean supported;

	ComponentChecks(Metadata metadata) {
		super(metadata.getDatabase().getDialect());
		AggregateSupport support = metadata.getDatabase().getDialect().getAggregateSupport();
		this.supported = support != null && support.supportsComponentCheckConstraints();
	}

	/**
	 * Returns the condition that a column has to meet.
	 * @return the condition, or {@code null} if there is none
	 */
	@Nullable String of(Column column) {
		if (!this.supported || !(column instanceof AggregateColumn aggregate) || isArray(aggregate)) {
			return null;
		}
		StringBuilder check = new StringBuilder();
		applyAggregateColumnCheck(check, aggregate);
		return check.isEmpty() ? null : check.substring(START.length(), check.length() - 1);
	}

	/**
	 * Hibernate closes a parenthesis for the outer of two embeddables if that is
	 * nullable, and opens it if the inner one is.
	 */
	static boolean isValid(String condition) {
		int depth = 0;
		for (char c : STRING.matcher(condition).replaceAll("").toCharArray()) {
			depth += (c == '(') ? 1 : (c == ')') ? -1 : 0;
			if (depth < 0) {
				return false;
			}
		}
		return depth == 0;
	}

	private static boolean isArray(AggregateColumn column) {
		return switch (((BasicValue) column.getValue()).resolve().getJdbcType().getDefaultSqlTypeCode()) {
			case SqlTypes.STRUCT_ARRAY, SqlTypes.STRUCT_TABLE, SqlTypes.JSON_ARRAY, SqlTypes.XML_ARRAY,
					SqlTypes.ARRAY ->
				true;
			default -> false;
		};
	}

}
