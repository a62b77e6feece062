package dev.migrate.runtime.tenant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares tenants with one of them. Only one of those that are alike is read.
 */
final class DriftSearch {

	private static final int LONGEST = 120;

	private final Tenancy tenancy;

	private final Set<String> ignored;

	/**
	 * Creates a search.
	 * @param ignored the tables that do not count
	 */
	DriftSearch(Tenancy tenancy, Set<String> ignored) {
		this.tenancy = tenancy;
		this.ignored = ignored;
	}

	/**
	 * Compares.
	 * @param tenants their names, that of the reference among them
	 */
	TenantDrift compare(String reference, Collection<String> tenants) {
		Map<String, String> digests = this.tenancy.digests(tenants, this.ignored);
		String own = digests.get(reference);
		Map<String, List<String>> others = new LinkedHashMap<>();
		int same = 0;
		for (Map.Entry<String, String> tenant : digests.entrySet()) {
			if (tenant.getValue().equals(own)) {
				same++;
			}
			else {
				others.computeIfAbsent(tenant.getValue(), (digest) -> new ArrayList<>()).add(tenant.getKey());
			}
		}
		if (others.isEmpty()) {
			return new TenantDrift(reference, same, List.of());
		}
		List<String> read = new ArrayList<>(others.values().stream().map((group) -> group.get(0)).toList());
		read.add(reference);
		Map<String, Map<String, String>> described = this.tenancy.describe(read, this.ignored);
		Map<String, String> wanted = Objects.requireNonNull(described.get(reference));
		return new TenantDrift(reference, same,
				others.values()
					.stream()
					.sorted(Comparator.comparing((List<String> group) -> group.size()).reversed())
					.map((group) -> new TenantDrift.Group(group,
							differences(wanted, Objects.requireNonNull(described.get(group.get(0))))))
					.toList());
	}

	private static List<String> differences(Map<String, String> wanted, Map<String, String> found) {
		TreeSet<String> objects = new TreeSet<>(wanted.keySet());
		objects.addAll(found.keySet());
		List<String> differences = new ArrayList<>();
		for (String object : objects) {
			String here = found.get(object);
			String there = wanted.get(object);
			if (here == null) {
				differences.add(object + " is missing");
			}
			else if (there == null) {
				differences.add(object + " is not in the other");
			}
			else if (!here.equals(there)) {
				differences.add("%s is %s, not %s".formatted(object, shorten(here), shorten(there)));
			}
		}
		return differences.isEmpty() ? List.of("it has changed meanwhile") : differences;
	}

	private static String shorten(String definition) {
		String line = definition.strip().replaceAll("\\s+", " ");
		if (line.isEmpty()) {
			return "without options";
		}
		return (line.length() > LONGEST) ? line.substring(0, LONGEST) + "…" : line;
	}

}
