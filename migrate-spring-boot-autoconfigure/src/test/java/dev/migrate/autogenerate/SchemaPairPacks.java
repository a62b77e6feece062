package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Puts pairs together that differ from {@link SchemaChanges#BASE} in other things, so
 * that one revision makes several changes that have nothing to do with each other.
 */
final class SchemaPairPacks {

	private static final WantedSchema BASE = SchemaChanges.BASE;

	private static final int LARGEST = 6;

	private static final Pattern WORD = Pattern.compile("\\w+");

	/**
	 * Words that are in the text of everything.
	 */
	private static final Set<String> COMMON = Set.of("public", "users", "id", "name", "null");

	private SchemaPairPacks() {
	}

	static Stream<SchemaPair> of(List<SchemaPair> pairs) {
		Set<String> names = names(pairs);
		List<Pack> packs = new ArrayList<>();
		for (SchemaPair pair : pairs) {
			Set<String> touched = touched(pair);
			touched.retainAll(names);
			packs.stream().filter((pack) -> pack.takes(touched)).findFirst().orElseGet(() -> {
				packs.add(new Pack(new ArrayList<>(), new ArrayList<>()));
				return packs.get(packs.size() - 1);
			}).add(pair, touched);
		}
		return packs.stream().map(Pack::pair);
	}

	/**
	 * Pairs that are tried together.
	 *
	 * @param pairs the pairs
	 * @param touched the names of what each changes, and of what that needs
	 */
	private record Pack(List<SchemaPair> pairs, List<Set<String>> touched) {

		boolean takes(Set<String> others) {
			return this.pairs.size() < LARGEST && !others.isEmpty() && this.touched.stream()
				.allMatch((names) -> !names.isEmpty() && Collections.disjoint(names, others));
		}

		void add(SchemaPair pair, Set<String> names) {
			this.pairs.add(pair);
			this.touched.add(names);
		}

		SchemaPair pair() {
			return new SchemaPair(this.pairs.stream().map(SchemaPair::name).collect(Collectors.joining("; ")),
					merged(this.pairs.stream().map(SchemaPair::before).toList()),
					merged(this.pairs.stream().map(SchemaPair::after).toList()),
					this.pairs.stream().mapToInt(SchemaPair::since).max().orElseThrow(),
					this.touched.stream().filter((names) -> !names.isEmpty()).toList());
		}

	}

	/**
	 * Returns the names of all there is in any of the schemas.
	 */
	private static Set<String> names(List<SchemaPair> pairs) {
		Set<String> names = new HashSet<>();
		pairs.stream().flatMap((pair) -> Stream.of(pair.before(), pair.after())).forEach((schema) -> {
			schema.tables().forEach((table) -> {
				names.add(table.name().name());
				table.columns().forEach((column) -> names.addAll(words(column.name())));
				table.constraints().forEach((constraint) -> names.add(String.valueOf(constraint.name())));
			});
			schema.indexes().forEach((index) -> names.add(String.valueOf(index.index().name())));
			schema.sequences().forEach((sequence) -> names.add(sequence.name().name()));
			schema.enumTypes().forEach((type) -> names.add(type.name().name()));
		});
		names.removeAll(COMMON);
		return names;
	}

	private static Set<String> touched(SchemaPair pair) {
		return Stream.of(pair.before(), pair.after()).flatMap((schema) -> {
			List<Object> changed = new ArrayList<>();
			for (Table table : schema.tables()) {
				Table base = base(table.name());
				if (base == null || !base.equals(table)) {
					changed.add(table.name());
				}
				changed.addAll(different((base != null) ? base.columns() : List.of(), table.columns()));
				changed.addAll(different((base != null) ? base.constraints() : List.of(), table.constraints()));
			}
			changed.addAll(different(BASE.indexes(), schema.indexes()));
			changed.addAll(different(BASE.sequences(), schema.sequences()));
			changed.addAll(different(BASE.enumTypes(), schema.enumTypes()));
			return changed.stream();
		}).map(Object::toString).flatMap((text) -> words(text).stream()).collect(Collectors.toSet());
	}

	static Set<String> words(String text) {
		return WORD.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
	}

	private static <T> List<T> different(List<T> base, List<T> list) {
		return Stream
			.concat(base.stream().filter((each) -> !list.contains(each)),
					list.stream().filter((each) -> !base.contains(each)))
			.toList();
	}

	/**
	 * Makes every change of the base at once.
	 */
	private static WantedSchema merged(List<WantedSchema> schemas) {
		Set<ObjectName> tables = new LinkedHashSet<>();
		schemas.forEach((schema) -> schema.tables().forEach((table) -> tables.add(table.name())));
		return new WantedSchema(tables.stream().map((name) -> table(name, schemas)).toList(),
				merged(BASE.indexes(), schemas.stream().map(WantedSchema::indexes).toList(), Function.identity()),
				merged(BASE.sequences(), schemas.stream().map(WantedSchema::sequences).toList(), Sequence::name),
				merged(BASE.enumTypes(), schemas.stream().map(WantedSchema::enumTypes).toList(), EnumType::name),
				List.of());
	}

	private static Table table(ObjectName name, List<WantedSchema> schemas) {
		List<Table> all = schemas.stream()
			.flatMap((schema) -> schema.tables().stream())
			.filter((table) -> table.name().equals(name))
			.toList();
		Table base = base(name);
		if (base == null) {
			return all.get(0);
		}
		Table commented = all.stream().filter((table) -> table.comment() != null).findFirst().orElse(base);
		return commented
			.columns(List.copyOf(merged(base.columns(), all.stream().map(Table::columns).toList(), Column::name)))
			.constraints(List.<Constraint>copyOf(
					merged(base.constraints(), all.stream().map(Table::constraints).toList(), Function.identity())));
	}

	private static @Nullable Table base(ObjectName name) {
		return BASE.tables().stream().filter((table) -> table.name().equals(name)).findFirst().orElse(null);
	}

	private static <T, K> List<T> merged(List<T> base, List<List<T>> lists, Function<T, K> key) {
		Map<K, T> merged = byKey(base, key);
		for (List<T> list : lists) {
			Map<K, T> byKey = byKey(list, key);
			base.forEach((each) -> {
				if (!byKey.containsKey(key.apply(each))) {
					merged.remove(key.apply(each));
				}
			});
			list.stream().filter((each) -> !base.contains(each)).forEach((each) -> merged.put(key.apply(each), each));
		}
		return List.copyOf(merged.values());
	}

	private static <T, K> Map<K, T> byKey(Collection<T> all, Function<T, K> key) {
		Map<K, T> byKey = new LinkedHashMap<>();
		all.forEach((each) -> byKey.put(key.apply(each), each));
		return byKey;
	}

}
