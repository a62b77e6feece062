package dev.migrate.operations.operation;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Maps that may hold {@code null} for NULL, as {@link Map#of()} and
 * {@link Map#ofEntries(Map.Entry...)} may not, such as the parameters of a statement:
 * {@code mapOf(entry("name", "Ada"), entry("title", null))}.
 */
public final class NullableMaps {

	private NullableMaps() {
	}

	/**
	 * Makes an entry of a map.
	 * @param <K> the type of the key
	 * @param <V> the type of the value
	 * @param key the key
	 * @param value the value, or {@code null}
	 * @return the entry
	 */
	public static <K extends @Nullable Object, V extends @Nullable Object> Map.Entry<K, V> entry(K key, V value) {
		return new SimpleImmutableEntry<>(key, value);
	}

	/**
	 * Makes a map that cannot be changed, in the order of its entries.
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 * @param entries the entries; of two with the same key the later one counts
	 * @return the map
	 */
	@SafeVarargs
	public static <K extends @Nullable Object, V extends @Nullable Object> Map<K, V> mapOf(
			Map.Entry<? extends K, ? extends V>... entries) {
		Map<K, V> map = new LinkedHashMap<>();
		for (Map.Entry<? extends K, ? extends V> entry : entries) {
			map.put(entry.getKey(), entry.getValue());
		}
		return Collections.unmodifiableMap(map);
	}

}
