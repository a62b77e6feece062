package dev.migrate.autoconfigure;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;

import org.springframework.core.SpringProperties;

/**
 * What is done with the database at start-up. It is decided when the application runs,
 * never when it is built, so that one image can be started in different modes.
 */
public enum MigrationMode implements MigrationStrategy {

	/**
	 * Upgrade the database to the target.
	 */
	UPGRADE {

		@Override
		public void migrate(Migrator migrator) {
			migrator.upgrade();
		}

		@Override
		public void migrate(TenantMigrator tenants) {
			tenants.upgrade();
		}

	},

	/**
	 * Refuse to start unless the database is at the target, or ahead of it.
	 */
	VALIDATE {

		@Override
		public void migrate(Migrator migrator) {
			migrator.validate();
		}

		@Override
		public void migrate(TenantMigrator tenants) {
			tenants.validate();
		}

	},

	/**
	 * Wait until another process has brought the database to the target.
	 */
	WAIT {

		@Override
		public void migrate(Migrator migrator) {
			migrator.await();
		}

		@Override
		public void migrate(TenantMigrator tenants) {
			tenants.await();
		}

	},

	/**
	 * Do nothing, not even connect.
	 */
	NONE {

		@Override
		public void migrate(Migrator migrator) {
		}

		@Override
		public void migrate(TenantMigrator tenants) {
		}

	};

	/**
	 * Returns this mode, or {@link #NONE} in a training run, which ends when the context
	 * is refreshed and has no business with a database.
	 * @return the mode to run in
	 */
	MigrationMode unlessTraining() {
		return "onRefresh".equalsIgnoreCase(SpringProperties.getProperty("spring.context.exit")) ? NONE : this;
	}

}
