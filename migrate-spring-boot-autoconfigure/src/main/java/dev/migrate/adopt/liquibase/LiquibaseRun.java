package dev.migrate.adopt.liquibase;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.adopt.AdoptionReport;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.RuntimeEnvironment;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.core.LoadDataChange;
import liquibase.change.core.TagDatabaseChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ChangeSetFilterResult;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.IgnoreChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import liquibase.exception.RollbackFailedException;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;

/**
 * Runs a changelog in an empty database as the application does, change set by change
 * set, and notes what each of them does there.
 */
final class LiquibaseRun extends SpringLiquibase {

	private final StatementRecorder recorder = new StatementRecorder();

	private final List<RecordedChangeSet> recorded = new ArrayList<>();

	private UnaryOperator<List<ChangeSetKey>> order = UnaryOperator.identity();

	private @Nullable AdoptionReport report;

	/**
	 * Creates a run.
	 * @param empty the empty database
	 * @param properties what the application says about its Liquibase
	 * @param classLoader the class loader of the application
	 */
	LiquibaseRun(DataSource empty, LiquibaseProperties properties, ClassLoader classLoader) {
		setDataSource(empty);
		setResourceLoader(new DefaultResourceLoader(classLoader));
		setChangeLog(properties.getChangeLog());
		setContexts(String.join(",", properties.getContexts()));
		setLabelFilter(String.join(",", properties.getLabelFilter()));
		setChangeLogParameters(properties.getParameters());
		setDefaultSchema(properties.getDefaultSchema());
		setLiquibaseSchema(properties.getLiquibaseSchema());
		setDatabaseChangeLogTable(properties.getDatabaseChangeLogTable());
		setDatabaseChangeLogLockTable(properties.getDatabaseChangeLogLockTable());
		setLicenseKey(properties.getLicenseKey());
		setAnalyticsEnabled(false);
	}

	/**
	 * Refuses statements instead of running them.
	 * @param refusal returns what is wrong with a statement, or {@code null}
	 */
	void refuse(Function<String, @Nullable String> refusal) {
		this.recorder.refuse(refusal);
	}

	/**
	 * Runs all change sets as the application does, except for programs outside.
	 * @throws LiquibaseException if Liquibase cannot read or run one
	 */
	void run() throws LiquibaseException {
		afterPropertiesSet();
	}

	/**
	 * Runs all change sets and notes what they do.
	 * @param order the order to run them in, of the one in the changelog
	 * @param report what is told whatever scripts cannot say of them
	 * @return them in their order, those that do not apply included
	 * @throws LiquibaseException if Liquibase cannot read or run one
	 */
	List<RecordedChangeSet> record(UnaryOperator<List<ChangeSetKey>> order, AdoptionReport report)
			throws LiquibaseException {
		this.order = order;
		this.report = report;
		afterPropertiesSet();
		return this.recorded;
	}

	@Override
	protected Database createDatabase(@Nullable Connection connection, ResourceAccessor resources)
			throws DatabaseException {
		Database database = super.createDatabase((connection != null) ? this.recorder.record(connection) : null,
				resources);
		if (this.report != null) {
			// Names stay as they are written: the schema is that of the connection.
			database.setOutputDefaultSchema(false);
		}
		return database;
	}

	@Override
	protected void performUpdate(Liquibase liquibase) throws LiquibaseException {
		try {
			Scope.child(Map.of(Scope.Attr.database.name(), liquibase.getDatabase(), Scope.Attr.resourceAccessor.name(),
					liquibase.getResourceAccessor()), () -> run(liquibase));
		}
		catch (LiquibaseException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new LiquibaseException(ex);
		}
	}

	private void run(Liquibase liquibase) throws Exception {
		Database database = liquibase.getDatabase();
		Contexts contexts = new Contexts(getContexts());
		LabelExpression labels = new LabelExpression(getLabelFilter());
		DatabaseChangeLog changeLog = liquibase.getDatabaseChangeLog();
		liquibase.checkLiquibaseTables(false, changeLog, contexts, labels);
		changeLog.setRuntimeEnvironment(new RuntimeEnvironment(database, contexts, labels));
		changeLog.validate(database, contexts, labels);
		changeLog.setRuntimeEnvironment(new RuntimeEnvironment(database, contexts, labels));
		List<ChangeSetFilter> filters = List.of(new IgnoreChangeSetFilter(), new DbmsChangeSetFilter(database),
				new ContextChangeSetFilter(contexts), new LabelChangeSetFilter(labels));
		Scope.child(Scope.Attr.databaseChangeLog, changeLog, () -> {
			for (ChangeSet changeSet : ordered(changeLog)) {
				Scope.child(Scope.Attr.changeSet, changeSet,
						() -> this.recorded.add(record(changeSet, changeLog, database, filters)));
			}
			changeLog.getSkippedChangeSets()
				.forEach((changeSet) -> this.recorded.add(RecordedChangeSet.skipped(key(changeSet), message(changeSet),
						"Liquibase does not run it, because it is for %s."
							.formatted(String.join(", ", changeSet.getDbmsSet())),
						false)));
		});
	}

	private List<ChangeSet> ordered(DatabaseChangeLog changeLog) {
		Map<ChangeSetKey, ChangeSet> changeSets = new LinkedHashMap<>();
		changeLog.getChangeSets().forEach((changeSet) -> changeSets.put(key(changeSet), changeSet));
		return this.order.apply(List.copyOf(changeSets.keySet())).stream().map(changeSets::get).toList();
	}

	static ChangeSetKey key(ChangeSet changeSet) {
		return new ChangeSetKey(changeSet.getId(), changeSet.getAuthor(), changeSet.getFilePath());
	}

	private RecordedChangeSet record(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database,
			List<ChangeSetFilter> filters) throws Exception {
		ChangeSetKey key = key(changeSet);
		String message = message(changeSet);
		for (ChangeSetFilter filter : filters) {
			ChangeSetFilterResult result = filter.accepts(changeSet);
			if (!result.isAccepted()) {
				return RecordedChangeSet.skipped(key, message,
						"Liquibase does not run it: %s.".formatted(result.getMessage()),
						filter instanceof ContextChangeSetFilter || filter instanceof LabelChangeSetFilter);
			}
		}
		Listener listener = new Listener(key.toString());
		takeProgramsAway(changeSet, listener);
		this.recorder.begin(true);
		this.recorder.pause();
		ChangeSet.ExecType type = changeSet.execute(changeLog, listener, database);
		List<String> upgrade = this.recorder.end();
		if (type == ChangeSet.ExecType.FAILED) {
			return RecordedChangeSet.skipped(key, message,
					"it fails in an empty database, which failOnError=false ignores: %s"
						.formatted(changeSet.getErrorMsg()),
					true);
		}
		if (type == ChangeSet.ExecType.SKIPPED) {
			return (listener.precondition != null) ? RecordedChangeSet.skipped(key, message,
					"its precondition does not hold in an empty database: %s.".formatted(listener.precondition), true)
					: RecordedChangeSet.skipped(key, message,
							"none of its changes is for this database or operating system.", false);
		}
		database.markChangeSetExecStatus(changeSet, type);
		database.commit();
		boolean marked = type == ChangeSet.ExecType.MARK_RAN;
		describe(changeSet, listener);
		return RecordedChangeSet.ran(key, message, changeSet.isRunInTransaction(), upgrade,
				marked ? List.of() : downgrade(changeSet, database, listener), marked);
	}

	/**
	 * Programs outside are not run: they may do anything to anybody.
	 */
	private static void takeProgramsAway(ChangeSet changeSet, Listener listener) {
		List<Change> programs = changeSet.getChanges()
			.stream()
			.filter(ExecuteShellCommandChange.class::isInstance)
			.toList();
		programs.forEach(
				(program) -> listener.leftOut("it runs a program, which a revision cannot: %s.".formatted(program)));
		changeSet.removeAllChanges(programs);
	}

	private static void describe(ChangeSet changeSet, Listener listener) {
		if (changeSet.isAlwaysRun()) {
			listener.leftOut("it has runAlways, and the revision runs once.");
		}
		if (changeSet.isRunOnChange()) {
			listener.leftOut("it has runOnChange, and the revision runs once. Views, functions and triggers that go on"
					+ " changing can be declared objects from now on.");
		}
		if (listener.precondition != null) {
			listener.changed("its precondition does not hold in an empty database, and the revision has none: %s."
				.formatted(listener.precondition));
		}
		else if (changeSet.getPreconditions() != null
				&& !changeSet.getPreconditions().getNestedPreconditions().isEmpty()) {
			listener.changed("its precondition holds in an empty database, and the revision has none.");
		}
		if (changeSet.getRunWith() != null) {
			listener.leftOut("it runs with %s, whose statements cannot be seen.".formatted(changeSet.getRunWith()));
		}
	}

	/**
	 * Writes the rollback for the database as it is after the change set. Nothing is
	 * rolled back.
	 */
	private @Nullable List<String> downgrade(ChangeSet changeSet, Database database, Listener listener) {
		if (this.report == null) {
			return null;
		}
		boolean expected = changeSet.hasCustomRollbackChanges() || changeSet.supportsRollback(database);
		this.recorder.begin(false);
		try {
			changeSet.rollback(database);
			return this.recorder.end();
		}
		catch (RollbackFailedException | RuntimeException ex) {
			this.recorder.end();
			if (expected) {
				listener.leftOut("its rollback cannot be written: %s".formatted(ex.getMessage()));
			}
			return null;
		}
	}

	/**
	 * Says what a change set does: by its comment, by an id that a person has given it,
	 * or by its first change.
	 */
	private static String message(ChangeSet changeSet) {
		String comments = changeSet.getComments();
		if (comments != null && !comments.isBlank()) {
			return comments.strip().lines().findFirst().orElse("").strip();
		}
		String id = changeSet.getId().strip();
		if (!id.matches("[0-9.:_-]*") && !id.matches("(?i)[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}")) {
			return id.replaceAll("[\\s_-]+", " ").strip();
		}
		String change = String.valueOf(changeSet.getDescription()).replaceFirst(";(?s).*", "").strip();
		if (change.isEmpty() || change.toLowerCase(Locale.ROOT).matches("(?s)sql.*|empty.*")) {
			return key(changeSet).fileName() + " " + id;
		}
		Matcher words = Pattern.compile("(\\w+)(?:[^=]*=([^,]*))?.*", Pattern.DOTALL).matcher(change);
		return words.matches() ? (words.group(1).replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT) + " "
				+ Objects.requireNonNullElse(words.group(2), ""))
			.strip() : change;
	}

	/**
	 * Records what a change set itself runs, and none of what Liquibase keeps in its own
	 * tables.
	 */
	private final class Listener extends AbstractChangeExecListener {

		private final String source;

		private @Nullable String precondition;

		Listener(String source) {
			this.source = source;
		}

		void changed(String what) {
			if (LiquibaseRun.this.report != null) {
				LiquibaseRun.this.report.changed(this.source, what);
			}
		}

		void leftOut(String what) {
			if (LiquibaseRun.this.report != null) {
				LiquibaseRun.this.report.leftOut(this.source, what);
			}
		}

		@Override
		public void preconditionFailed(PreconditionFailedException error, PreconditionContainer.FailOption onFail) {
			this.precondition = "onFail=%s, %s".formatted(onFail, text(error.getFailedPreconditions().stream()));
		}

		@Override
		public void preconditionErrored(PreconditionErrorException error, PreconditionContainer.ErrorOption onError) {
			this.precondition = "onError=%s, %s".formatted(onError, text(error.getErrorPreconditions().stream()));
		}

		private static String text(Stream<?> failures) {
			return String.join("; ",
					failures.map(String::valueOf)
						.map((text) -> text.replaceFirst("(?s)^.*? : ", "").replaceAll("\\s+", " ").strip())
						.toList());
		}

		@Override
		public void willRun(Change change, ChangeSet changeSet, DatabaseChangeLog changeLog, Database database) {
			if (change instanceof TagDatabaseChange tag) {
				leftOut("it sets the tag %s, which revisions do not have.".formatted(tag.getTag()));
				return;
			}
			if (change instanceof CustomChangeWrapper custom) {
				leftOut("it runs the class %s. The revision has what that runs in an empty database."
					.formatted(custom.getClassName()));
			}
			else if (!(change instanceof LoadDataChange) && change.generateStatementsVolatile(database)) {
				changed("it asks the database what to do (%s). The revision has what it does in an empty one."
					.formatted(change.getSerializedObjectName()));
			}
			LiquibaseRun.this.recorder.resume();
		}

		@Override
		public void ran(Change change, ChangeSet changeSet, DatabaseChangeLog changeLog, Database database) {
			LiquibaseRun.this.recorder.pause();
		}

	}

}
