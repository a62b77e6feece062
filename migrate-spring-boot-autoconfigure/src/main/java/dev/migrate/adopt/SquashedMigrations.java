package dev.migrate.adopt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.StatementSplitter;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.NewScript;
import dev.migrate.script.Placeholders;
import dev.migrate.script.ScriptFormat;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Makes one revision of migrations that follow each other. A repeatable one, a class, a
 * callback, and what does nothing stay by themselves.
 */
public final class SquashedMigrations {

	private final StatementSplitter splitter;

	private SquashedMigrations(StatementSplitter splitter) {
		this.splitter = splitter;
	}

	/**
	 * Squashes migrations.
	 * @param migrations the migrations in their order
	 * @param database the database whose SQL they are written in
	 * @return fewer of them, in the same order
	 */
	public static List<ConvertedMigration> of(List<ConvertedMigration> migrations, DataSource database) {
		try (Connection connection = database.getConnection()) {
			return new SquashedMigrations(Dialects.of(connection).splitter()).squash(migrations);
		}
		catch (SQLException ex) {
			throw AdoptException.unreachable(ex);
		}
	}

	private List<ConvertedMigration> squash(List<ConvertedMigration> migrations) {
		List<ConvertedMigration> squashed = new ArrayList<>();
		List<ConvertedMigration> run = new ArrayList<>();
		List<ConvertedMigration> empty = new ArrayList<>();
		for (ConvertedMigration migration : migrations) {
			if (isPart(migration)) {
				(isEmpty(migration) ? empty : run).add(migration);
				continue;
			}
			end(run, empty, squashed);
			squashed.add(migration);
		}
		end(run, empty, squashed);
		return squashed;
	}

	private static boolean isPart(ConvertedMigration migration) {
		NewScript script = migration.script();
		return migration.format() == ScriptFormat.SQL && script.id().isEmpty() && !script.adopts().isEmpty()
				&& script.adopts().stream().noneMatch((adopted) -> adopted.isRepeatable() || adopted.isAround());
	}

	/**
	 * What does nothing here may have run in another database, or not: it is no part of
	 * what a database has as a whole.
	 */
	private boolean isEmpty(ConvertedMigration migration) {
		return this.splitter.split(String.join("\n", migration.script().upgrade()), migration.source()).isEmpty();
	}

	private void end(List<ConvertedMigration> run, List<ConvertedMigration> empty, List<ConvertedMigration> squashed) {
		if (run.size() > 1) {
			squashed.add(join(run));
		}
		else {
			squashed.addAll(run);
		}
		squashed.addAll(empty);
		run.clear();
		empty.clear();
	}

	private ConvertedMigration join(List<ConvertedMigration> run) {
		List<AdoptedMigration> adopts = run.stream()
			.flatMap((migration) -> migration.script().adopts().stream())
			.toList();
		AdoptedMigration.Tool tool = adopts.get(0).tool();
		String message = (tool == AdoptedMigration.Tool.FLYWAY)
				? "%s %s to %s".formatted(tool.title(), adopts.get(0).name(), adopts.get(adopts.size() - 1).name())
				: "%s, %s".formatted(tool.title(), Counts.of(adopts.size(), "change set"));
		boolean placeholders = run.stream().anyMatch((migration) -> migration.script().placeholders());
		NewScript script = ConvertedMigration
			.sql("", adopts, message, upgrade(run, placeholders), downgrade(run, placeholders))
			.script()
			.withTransaction(run.stream().allMatch((migration) -> migration.script().transactional()))
			.withPlaceholders(placeholders);
		return new ConvertedMigration(run.stream().map(ConvertedMigration::source).collect(Collectors.joining(", ")),
				script, ScriptFormat.SQL);
	}

	private List<String> upgrade(List<ConvertedMigration> run, boolean placeholders) {
		List<String> lines = new ArrayList<>();
		for (ConvertedMigration migration : run) {
			add(migration, migration.script().upgrade(), placeholders, lines);
		}
		return lines;
	}

	private @Nullable List<String> downgrade(List<ConvertedMigration> run, boolean placeholders) {
		List<ConvertedMigration> reversed = new ArrayList<>(run);
		Collections.reverse(reversed);
		List<String> lines = new ArrayList<>();
		for (ConvertedMigration migration : reversed) {
			List<String> downgrade = migration.script().downgrade();
			if (downgrade == null) {
				return null;
			}
			add(migration, downgrade, placeholders, lines);
		}
		return lines;
	}

	private void add(ConvertedMigration migration, List<String> statements, boolean placeholders, List<String> lines) {
		if (!lines.isEmpty()) {
			lines.add("");
		}
		lines.add("-- " + migration.source());
		migration.script().summary().forEach((line) -> lines.add("-- " + line));
		String text = String.join("\n", statements).strip();
		lines.addAll(List.of((placeholders && !migration.script().placeholders() ? Placeholders.escape(text) : text)
			.split("\n", -1)));
		if (this.splitter.isOpen(text, migration.source())) {
			lines.add(";");
		}
	}

}
