package dev.migrate.autogenerate.compare;

import java.util.Map;
import java.util.Set;

import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.WantedSchema.Attribute;
import dev.migrate.dialect.Conversions;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;

/**
 * A wanted table and the one of its name in the database.
 *
 * @param wanted the wanted table
 * @param found the table of the database
 * @param options what the wanted side states
 * @param conversions how the database spells defaults
 * @param attributeTypes the names of the types that wanted columns and enum types have
 * @param attributes the attributes that wanted columns belong to
 */
public record TablePair(InspectedTable wanted, InspectedTable found, ComparisonOptions options, Conversions conversions,
		Set<String> attributeTypes, Map<ColumnName, Attribute> attributes) {

	ObjectName name() {
		return this.found.name();
	}

	/**
	 * Returns what values the attribute of a wanted column has.
	 */
	Attribute.Values values(String column) {
		Attribute attribute = this.attributes.get(new ColumnName(name(), column));
		return (attribute != null) ? attribute.values() : Attribute.Values.OTHER;
	}

}
