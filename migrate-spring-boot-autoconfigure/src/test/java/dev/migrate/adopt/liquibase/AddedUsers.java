package dev.migrate.adopt.liquibase;

import java.sql.PreparedStatement;

import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.CustomChangeException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * A change that an application wrote in Java.
 */
public class AddedUsers implements CustomTaskChange {

	@Override
	public void execute(Database database) throws CustomChangeException {
		JdbcConnection connection = (JdbcConnection) database.getConnection();
		try (PreparedStatement insert = connection
			.prepareStatement("INSERT INTO users (name, role_id, note) VALUES (?, ?, 'why?')")) {
			for (int role = 1; role < 3; role++) {
				insert.setString(1, "it's " + role);
				insert.setInt(2, role);
				insert.addBatch();
			}
			insert.executeBatch();
		}
		catch (Exception ex) {
			throw new CustomChangeException(ex);
		}
	}

	@Override
	public String getConfirmationMessage() {
		return "added users";
	}

	@Override
	public void setUp() {
	}

	@Override
	public void setFileOpener(ResourceAccessor resources) {
	}

	@Override
	public @Nullable ValidationErrors validate(Database database) {
		return null;
	}

}
