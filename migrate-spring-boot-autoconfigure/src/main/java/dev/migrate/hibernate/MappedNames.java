package dev.migrate.hibernate;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import dev.migrate.schema.ObjectName;
import dev.migrate.schema.naming.NamingConvention;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Database;
import org.jspecify.annotations.Nullable;

/**
 * How the names of Hibernate are those of the database.
 */
final class MappedNames {

	private final String defaultSchema;

	private final String shownWithout;

	// The order is that of Hibernate.
	MappedNames(Database database, @Nullable String explicitSchema, String defaultSchema) {
		Identifier explicit = database.getJdbcEnvironment().getIdentifierHelper().toIdentifier(explicitSchema);
		Identifier schema = (explicit != null) ? explicit : database.getPhysicalImplicitNamespaceName().schema();
		this.defaultSchema = (schema != null) ? text(schema) : defaultSchema;
		this.shownWithout = defaultSchema;
	}

	ObjectName of(Optional<Identifier> schema, Identifier name) {
		return new ObjectName(schema.map(MappedNames::text).orElse(this.defaultSchema), text(name));
	}

	ObjectName of(org.hibernate.mapping.Table table) {
		return of(Optional.ofNullable(table.getSchemaIdentifier()), table.getNameIdentifier());
	}

	/**
	 * Returns a name for messages: without the schema if that is the one of the
	 * application.
	 */
	String shown(ObjectName name) {
		return (this.shownWithout.equals(name.schema()) ? new ObjectName(null, name.name()) : name).written();
	}

	String shown(org.hibernate.mapping.Table table) {
		return shown(of(table));
	}

	ObjectName ofText(String name) {
		return new ObjectName(this.defaultSchema, text(Identifier.toIdentifier(name)));
	}

	/**
	 * An unquoted identifier is folded to lower case, and one that is too long is cut
	 * off, as the database does both.
	 */
	static String text(Identifier identifier) {
		String text = identifier.isQuoted() ? identifier.getText() : identifier.getText().toLowerCase(Locale.ROOT);
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		if (bytes.length <= NamingConvention.MAX_BYTES) {
			return text;
		}
		int end = NamingConvention.MAX_BYTES;
		while ((bytes[end] & 0xC0) == 0x80) {
			end--;
		}
		return new String(bytes, 0, end, StandardCharsets.UTF_8);
	}

}
