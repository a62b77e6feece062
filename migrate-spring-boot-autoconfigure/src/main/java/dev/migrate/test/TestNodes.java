package dev.migrate.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.migrate.dialect.UnsupportedDatabaseException;
import dev.migrate.operations.operation.UnsupportedFeatureException;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.failure.OfflineException;
import dev.migrate.test.check.HistoryChecks;
import dev.migrate.test.check.HistoryUnderTest;
import dev.migrate.test.check.RevisionWalk;
import dev.migrate.test.check.StepResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.function.Executable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

import org.springframework.util.function.SingletonSupplier;

/**
 * The tests of a class: one for each check of each history, and one for each revision
 * where a check goes from revision to revision.
 */
final class TestNodes {

	private final TestedMigrators migrators;

	private final MigrationTests settings;

	private final Map<MigrationCheck, List<String>> skipped = new EnumMap<>(MigrationCheck.class);

	TestNodes(ExtensionContext context) {
		this.migrators = new TestedMigrators(context);
		this.settings = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), MigrationTests.class)
			.orElseThrow();
		for (Skip skip : this.settings.skip()) {
			this.skipped.computeIfAbsent(skip.check(), (check) -> new ArrayList<>()).add(skip.reason());
		}
	}

	Stream<DynamicNode> stream() {
		List<HistoryUnderTest> histories = new ArrayList<>();
		List<DynamicNode> nodes = new ArrayList<>();
		this.migrators.histories().forEach((name, history) -> {
			histories.add(history);
			List<DynamicNode> ofHistory = nodes(history);
			nodes.addAll(name.isEmpty() ? ofHistory : List.of(DynamicContainer.dynamicContainer(name, ofHistory)));
		});
		return nodes.stream().onClose(() -> histories.forEach(HistoryUnderTest::close));
	}

	private List<DynamicNode> nodes(HistoryUnderTest history) {
		HistoryChecks checks = new HistoryChecks(history);
		SingletonSupplier<RevisionWalk> walk = SingletonSupplier.of(() -> new RevisionWalk(history,
				this.settings.from(), isActive(MigrationCheck.UPGRADE), isActive(MigrationCheck.NO_TRACE)));
		return Arrays.stream(MigrationCheck.values()).map((check) -> {
			if (!isActive(check)) {
				return test(check.description(), () -> skip(check));
			}
			return switch (check) {
				case SCRIPTS -> test(check.description(), checks::scripts);
				case HEADS -> test(check, history, checks::heads);
				case UPGRADE -> test(check, history, checks::upgrade);
				case ROUND_TRIP -> steps(check, history, walk, StepResult::roundTrip, false);
				case NO_TRACE -> steps(check, history, walk, StepResult::trace, true);
				case ENTITIES -> test(check, history, checks::entities);
				case OFFLINE_SCRIPT -> test(check, history, checks::offline);
			};
		}).toList();
	}

	private void skip(MigrationCheck check) {
		List<String> reasons = this.skipped.getOrDefault(check, List.of());
		if (reasons.size() > 1) {
			throw new AssertionFailedError(
					"There are %d @Skip of %s. Write one, with one reason.".formatted(reasons.size(), check));
		}
		String reason = reasons.get(0);
		if (reason.isBlank()) {
			throw new AssertionFailedError("@Skip of %s has no reason. Say why it is switched off.".formatted(check));
		}
		throw new TestAbortedException("Switched off: " + reason);
	}

	private boolean isActive(MigrationCheck check) {
		return !this.skipped.containsKey(check);
	}

	private DynamicNode test(MigrationCheck check, HistoryUnderTest history, Executable executable) {
		return test(check.description(), () -> {
			requireScripts(history);
			executable.execute();
		});
	}

	/**
	 * What goes wrong because of a mistake in a script is not told once more.
	 */
	private void requireScripts(HistoryUnderTest history) {
		if (isActive(MigrationCheck.SCRIPTS) && !history.report().mistakes().isEmpty()) {
			throw new TestAbortedException("Not checked, because the scripts have mistakes.");
		}
	}

	private DynamicNode steps(MigrationCheck check, HistoryUnderTest history, SingletonSupplier<RevisionWalk> walk,
			Function<StepResult, @Nullable Throwable> part, boolean needsWayBack) {
		List<RevisionNode> revisions;
		try {
			requireScripts(history);
			revisions = walk.obtain().revisions();
		}
		catch (RuntimeException | AssertionError ex) {
			return test(check.description(), () -> {
				throw (needsWayBack && isActive(MigrationCheck.ROUND_TRIP)) ? notChecked(ex) : ex;
			});
		}
		List<String> floors = history.report().irreversible();
		return DynamicContainer.dynamicContainer(check.description(),
				revisions.stream()
					.filter((revision) -> !needsWayBack || !floors.contains(revision.id()))
					.map((revision) -> test(name(history, revision, floors), () -> {
						Throwable failure = part.apply(walk.obtain().result(revision));
						if (failure != null) {
							throw failure;
						}
					})));
	}

	/**
	 * Returns what another check has told already.
	 */
	private static TestAbortedException notChecked(Throwable failure) {
		return (failure instanceof TestAbortedException told) ? told
				: new TestAbortedException("Not checked, because it is not known where to begin.", failure);
	}

	private static String name(HistoryUnderTest history, RevisionNode revision, List<String> floors) {
		return history.describe(revision) + (floors.contains(revision.id()) ? " (up only: it has no way back)" : "");
	}

	/**
	 * What the database cannot do is no mistake of the revisions, but nothing is known of
	 * them either.
	 */
	private static DynamicTest test(String name, Executable executable) {
		return DynamicTest.dynamicTest(name, () -> {
			try {
				executable.execute();
			}
			catch (UnsupportedFeatureException | UnsupportedDatabaseException | OfflineException ex) {
				throw new TestAbortedException(ex.getMessage(), ex);
			}
		});
	}

}
