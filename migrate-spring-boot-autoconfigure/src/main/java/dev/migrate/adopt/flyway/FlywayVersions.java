package dev.migrate.adopt.flyway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.migrate.adopt.AdoptionReport;
import dev.migrate.adopt.flyway.FlywayFile.Kind;
import dev.migrate.runtime.adoption.FlywayHistory;
import dev.migrate.runtime.adoption.FlywayHistory.Row;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.FlywayVersion;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a history: their files, and the order in which they ran.
 */
final class FlywayVersions {

	private final Set<FlywayVersion> applied = new LinkedHashSet<>();

	private final @Nullable FlywayVersion declared;

	private final FlywayFiles files;

	private final AdoptionReport report;

	private final Map<FlywayVersion, FlywayFile> versioned = new TreeMap<>();

	private final Map<FlywayVersion, FlywayFile> undo = new HashMap<>();

	private final List<AdoptedMigration> replacedByBaseline = new ArrayList<>();

	private final List<String> pending = new ArrayList<>();

	private boolean inOrder = true;

	FlywayVersions(FlywayHistory history, FlywayFiles files, List<FlywayFile> java, AdoptionReport report) {
		history.applied()
			.stream()
			.map(Row::migration)
			.map(AdoptedMigration::parsedVersion)
			.filter(Objects::nonNull)
			.forEach(this.applied::add);
		this.declared = history.baseline();
		this.files = files;
		this.report = report;
		collect(files.of(Kind.VERSIONED), this.versioned);
		collect(java, this.versioned);
		collect(files.of(Kind.UNDO), this.undo);
	}

	/**
	 * Returns the file of a version, or {@code null} if it is gone.
	 */
	@Nullable FlywayFile file(FlywayVersion version) {
		return this.versioned.get(version);
	}

	@Nullable FlywayFile undo(FlywayVersion version) {
		return this.undo.get(version);
	}

	/**
	 * Returns what the baseline script takes the place of.
	 */
	List<AdoptedMigration> replacedByBaseline() {
		return this.replacedByBaseline;
	}

	/**
	 * Returns what was not applied, for people to read.
	 */
	List<String> pending() {
		return this.pending;
	}

	/**
	 * Returns whether the versions ran in their order.
	 */
	boolean isInOrder() {
		return this.inOrder;
	}

	void reportUndoOfNothing() {
		this.undo.forEach((version, file) -> {
			if (!this.versioned.containsKey(version)) {
				this.report.leftOut(file.source(),
						"there is no versioned script of version %s that it undoes.".formatted(version));
			}
		});
	}

	private void collect(List<FlywayFile> files, Map<FlywayVersion, FlywayFile> target) {
		for (FlywayFile file : files) {
			if (file.version() == null) {
				continue;
			}
			FlywayFile other = target.putIfAbsent(file.version(), file);
			if (other != null) {
				this.report.mistake(file.source(), "it has the version %s of %s. Flyway refuses that, too: give one of"
					.formatted(file.version(), other.source()) + " them another version.");
			}
		}
	}

	/**
	 * Returns the versions in the order in which they ran here, then those that did not.
	 */
	List<FlywayVersion> order() {
		Set<FlywayVersion> order = new LinkedHashSet<>();
		this.versioned.keySet()
			.stream()
			.filter((version) -> !this.applied.contains(version) && this.declared != null
					&& version.compareTo(this.declared) <= 0)
			.forEach(order::add);
		order.addAll(this.applied);
		List<FlywayVersion> applied = List.copyOf(order);
		FlywayVersion latest = applied.stream().max(Comparator.naturalOrder()).orElse(null);
		for (FlywayVersion version : this.versioned.keySet()) {
			if (order.add(version)) {
				FlywayFile file = this.versioned.get(version);
				this.pending.add("version " + version);
				if (latest != null && version.compareTo(latest) < 0 && file != null) {
					this.report.changed(file.source(),
							"it was never applied here, although version %s was. Its revision comes after what was."
								.formatted(latest));
				}
			}
		}
		List<FlywayVersion> all = new ArrayList<>(order);
		this.inOrder = all.stream().sorted().toList().equals(all);
		if (!this.inOrder) {
			this.report.changed("order",
					"the revisions follow each other as the migrations were applied here, which was not the order of"
							+ " their versions: "
							+ String.join(", ", all.stream().map(FlywayVersion::toString).limit(50).toList()) + ".");
		}
		return all;
	}

	/**
	 * Returns the script that takes the place of versions whose files are gone, and
	 * forgets these versions.
	 */
	@Nullable FlywayFile baseline() {
		List<FlywayFile> baselines = this.files.of(Kind.BASELINE)
			.stream()
			.sorted(Comparator.comparing(FlywayFile::requireVersion))
			.toList();
		if (baselines.isEmpty()) {
			requireFirst();
			return null;
		}
		FlywayFile newest = baselines.get(baselines.size() - 1);
		FlywayVersion version = newest.requireVersion();
		boolean complete = this.versioned.keySet().stream().anyMatch((each) -> each.compareTo(version) <= 0)
				&& this.applied.stream()
					.filter((each) -> each.compareTo(version) <= 0)
					.allMatch(this.versioned::containsKey);
		baselines.stream()
			.filter((file) -> complete || !file.equals(newest))
			.forEach((file) -> this.report.leftOut(file.source(),
					complete ? "the versioned scripts up to %s are there and build the same.".formatted(file.version())
							: "%s takes its place.".formatted(newest.source())));
		if (complete) {
			return null;
		}
		List<FlywayVersion> replaced = this.versioned.keySet()
			.stream()
			.filter((each) -> each.compareTo(version) <= 0)
			.toList();
		replaced.forEach((each) -> {
			FlywayFile file = this.versioned.remove(each);
			if (file != null) {
				this.report.leftOut(file.source(), "%s has its result.".formatted(newest.source()));
			}
		});
		List<FlywayVersion> gone = this.applied.stream().filter((each) -> each.compareTo(version) <= 0).toList();
		gone.forEach(this.applied::remove);
		Set<FlywayVersion> all = new TreeSet<>(gone);
		all.addAll(replaced);
		all.add(version);
		all.forEach((each) -> this.replacedByBaseline.add(AdoptedMigration.flywayVersion(each.text())));
		this.replacedByBaseline.add(AdoptedMigration.flywayBaseline(version.text()));
		return newest;
	}

	private void requireFirst() {
		FlywayVersion declared = this.declared;
		if (declared != null && this.versioned.keySet().stream().noneMatch((each) -> each.compareTo(declared) <= 0)) {
			this.report.step(("The database was there before Flyway: version %s is its baseline, and no script builds"
					+ " it. A new database cannot be built from the revisions alone; 'migrate baseline' writes one"
					+ " revision for everything instead.")
				.formatted(declared));
		}
	}

}
