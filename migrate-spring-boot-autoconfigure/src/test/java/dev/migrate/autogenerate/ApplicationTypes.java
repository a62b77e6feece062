package dev.migrate.autogenerate;

import dev.migrate.schema.DataType;

/**
 * The data types of an application.
 */
public final class ApplicationTypes {

	private ApplicationTypes() {
	}

	public static DataType email() {
		return DataType.varchar(320);
	}

}
