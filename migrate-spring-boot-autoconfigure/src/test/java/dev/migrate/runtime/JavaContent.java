package dev.migrate.runtime;

import java.util.List;
import java.util.function.Consumer;

import javax.sql.DataSource;

import dev.migrate.operations.Operations;
import dev.migrate.testsupport.TestDatabase;

import org.springframework.beans.BeanUtils;

/**
 * Revisions written in Java whose content a test gives.
 */
final class JavaContent {

	static final String LOCATION = "classpath:dev/migrate/runtime/piecewise";

	private JavaContent() {
	}

	/**
	 * Starts to build a migrator of revisions {@code j1}, {@code j2} (without a
	 * transaction) and {@code j3} (reversible), none of which follows another.
	 * @param database the database
	 * @param content what each of them does
	 * @return the builder
	 */
	static MigratorBuilder of(TestDatabase database, Consumer<Operations> content) {
		return of(database.dataSource(), content);
	}

	static MigratorBuilder of(DataSource dataSource, Consumer<Operations> content) {
		return Migrator.builder(dataSource).locations(List.of(LOCATION)).migrationFactory((type, jdbc) -> {
			try {
				return BeanUtils.instantiateClass(type.getConstructor(Consumer.class), content);
			}
			catch (NoSuchMethodException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

}
