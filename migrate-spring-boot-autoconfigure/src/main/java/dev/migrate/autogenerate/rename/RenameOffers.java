package dev.migrate.autogenerate.rename;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.RenameOffer;
import dev.migrate.autogenerate.difference.ColumnDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.TableDifference;
import dev.migrate.revision.SimilarNames;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Finds missing tables and columns that resemble unwanted ones. Each is offered once,
 * with the one that it resembles most.
 */
public final class RenameOffers {

	private static final double ALIKE = 0.6;

	private final SchemaSnapshot wanted;

	private final SchemaSnapshot found;

	private final List<Difference> differences;

	public RenameOffers(SchemaSnapshot wanted, SchemaSnapshot found, List<Difference> differences) {
		this.wanted = wanted;
		this.found = found;
		this.differences = differences;
	}

	public List<RenameOffer> all() {
		List<RenameOffer> offers = new ArrayList<>(tables());
		this.differences.stream()
			.filter(ColumnDifference.class::isInstance)
			.map(ColumnDifference.class::cast)
			.collect(Collectors.groupingBy(ColumnDifference::object, LinkedHashMap::new, Collectors.toList()))
			.forEach((table, differing) -> offers.addAll(columns(table, differing)));
		return offers;
	}

	/**
	 * An offer and how likely it is.
	 *
	 * @param offer the offer
	 * @param weight the higher, the more likely
	 */
	private record Candidate(RenameOffer offer, double weight) {
	}

	private static List<RenameOffer> best(List<Candidate> candidates) {
		Set<List<Object>> taken = new HashSet<>();
		List<RenameOffer> best = new ArrayList<>();
		candidates.sort(Comparator.comparingDouble(Candidate::weight).reversed());
		for (Candidate candidate : candidates) {
			RenameOffer offer = candidate.offer();
			List<Object> wanted = List.of("wanted", offer.table(), Objects.requireNonNullElse(offer.column(), ""));
			List<Object> former = List.of("former", offer.former());
			if (!taken.contains(wanted) && !taken.contains(former)) {
				taken.addAll(List.of(wanted, former));
				best.add(offer);
			}
		}
		return best;
	}

	private List<RenameOffer> tables() {
		List<InspectedTable> unmapped = this.found.tables()
			.values()
			.stream()
			.filter((table) -> table.kind() == InspectedTable.Kind.TABLE && table.parents().isEmpty()
					&& !this.wanted.tables().containsKey(table.name()))
			.toList();
		List<Candidate> candidates = new ArrayList<>();
		for (Difference difference : this.differences) {
			if (difference instanceof TableDifference && difference.isMissing()) {
				unmapped.forEach((table) -> candidate(this.wanted.tables().get(difference.object()), table)
					.ifPresent(candidates::add));
			}
		}
		return best(candidates);
	}

	private static Optional<Candidate> candidate(@Nullable InspectedTable wanted, InspectedTable found) {
		if (wanted == null || !Objects.equals(wanted.name().schema(), found.name().schema())) {
			return Optional.empty();
		}
		Table table = wanted.table();
		long same = table.columns()
			.stream()
			.filter((column) -> found.table()
				.findColumn(column.name())
				.filter((other) -> other.type().equals(column.type()))
				.isPresent())
			.count();
		int columns = Math.max(table.columns().size(), found.table().columns().size());
		double share = (double) same / columns;
		boolean similar = isSimilar(wanted.name().name(), found.name().name());
		if (share < ALIKE || (same < 2 && !similar)) {
			return Optional.empty();
		}
		List<String> reasons = new ArrayList<>();
		reasons.add((same == columns) ? "same %d columns".formatted(columns)
				: "%d of %d columns are the same".formatted(same, columns));
		if (similar) {
			reasons.add("similar name");
		}
		return Optional
			.of(new Candidate(new RenameOffer(wanted.name(), null, found.name(), reasons), share + (similar ? 1 : 0)));
	}

	private List<RenameOffer> columns(ObjectName table, List<ColumnDifference> differences) {
		InspectedTable target = this.wanted.tables().get(table);
		InspectedTable live = this.found.tables().get(table);
		if (target == null || live == null || !live.parents().isEmpty()) {
			return List.of();
		}
		List<Column> missing = differences.stream().map(ColumnDifference::wanted).flatMap(Stream::ofNullable).toList();
		List<Column> extra = differences.stream().map(ColumnDifference::found).flatMap(Stream::ofNullable).toList();
		List<Candidate> candidates = new ArrayList<>();
		for (Column column : missing) {
			for (Column other : extra) {
				boolean only = missing.stream().filter((each) -> isSame(each, other)).count() == 1
						&& extra.stream().filter((each) -> isSame(column, each)).count() == 1;
				candidate(target, column, live, other, only).ifPresent(candidates::add);
			}
		}
		return best(candidates);
	}

	private static boolean isSame(Column column, Column other) {
		return column.type().equals(other.type()) && (column.generated() != null) == (other.generated() != null)
				&& (column.identity() != null) == (other.identity() != null);
	}

	private static Optional<Candidate> candidate(InspectedTable target, Column column, InspectedTable live,
			Column other, boolean only) {
		Optional<ForeignKey> key = foreignKey(target, column.name());
		Optional<ForeignKey> otherKey = foreignKey(live, other.name());
		boolean refers = key.isPresent();
		if (!isSame(column, other) || refers != otherKey.isPresent()
				|| (refers && !key.get().referencedTable().equals(otherKey.get().referencedTable()))) {
			return Optional.empty();
		}
		boolean similar = isSimilar(column.name(), other.name());
		if (!only && !similar && !refers) {
			return Optional.empty();
		}
		double weight = (only ? 1 : 0) + (similar ? 2 : 0) + (refers ? 1 : 0);
		List<String> reasons = new ArrayList<>();
		reasons.add("same type " + column.type());
		if (refers) {
			reasons.add("both refer to " + key.get().referencedTable());
		}
		if (!column.nullable() && !other.nullable()) {
			reasons.add("both not null");
		}
		if (index(target, column) == index(live, other)) {
			reasons.add("same position");
			weight += 0.5;
		}
		if (similar) {
			reasons.add("similar name");
		}
		return Optional.of(new Candidate(
				new RenameOffer(target.name(), column.name(), new ObjectName(null, other.name()), reasons), weight));
	}

	private static int index(InspectedTable table, Column column) {
		return table.table().columns().indexOf(column);
	}

	private static Optional<ForeignKey> foreignKey(InspectedTable table, String column) {
		return table.table()
			.constraints()
			.stream()
			.filter(ForeignKey.class::isInstance)
			.map(ForeignKey.class::cast)
			.filter((key) -> key.columns().equals(List.of(column)))
			.findFirst();
	}

	/**
	 * Returns whether two names have a word in common, or most of their letters.
	 */
	private static boolean isSimilar(String name, String other) {
		Set<String> words = new HashSet<>(List.of(name.split("_")));
		words.retainAll(List.of(other.split("_")));
		words.remove("id");
		return !words.isEmpty() || name.contains(other) || other.contains(name)
				|| SimilarNames.distance(name, other) <= Math.max(name.length(), other.length()) / 3;
	}

}
