package dev.migrate.autoconfigure.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Where data sources lead, behind proxies and routers. Two that lead to the same database
 * may be different objects.
 */
public final class DataSourceDestinations {

	private final IdentityHashMap<DataSource, List<Destination>> known = new IdentityHashMap<>();

	/**
	 * Returns whether there is a database that all of several data sources lead to.
	 * @param dataSources the data sources
	 * @return {@code false} also if it cannot be told where one of them leads
	 */
	public boolean meet(DataSource... dataSources) {
		return of(dataSources[0]).stream().anyMatch((destination) -> {
			for (DataSource dataSource : dataSources) {
				if (of(dataSource).stream().noneMatch(destination::isSame)) {
					return false;
				}
			}
			return true;
		});
	}

	private List<Destination> of(DataSource dataSource) {
		List<Destination> destinations = this.known.get(dataSource);
		if (destinations == null) {
			destinations = new ArrayList<>();
			collect(dataSource, destinations, Collections.newSetFromMap(new IdentityHashMap<>()));
			this.known.put(dataSource, destinations);
		}
		return destinations;
	}

	private static void collect(@Nullable Object candidate, List<Destination> destinations, Set<Object> seen) {
		if (!(candidate instanceof DataSource dataSource) || !seen.add(dataSource)) {
			return;
		}
		Object target = AopProxyUtils.getSingletonTarget(dataSource);
		if (target != null) {
			collect(target, destinations, seen);
		}
		else if (dataSource instanceof DelegatingDataSource delegating) {
			collect(delegating.getTargetDataSource(), destinations, seen);
		}
		else if (dataSource instanceof AbstractRoutingDataSource routing) {
			collect(routing.getResolvedDefaultDataSource(), destinations, seen);
			routing.getResolvedDataSources().values().forEach((each) -> collect(each, destinations, seen));
		}
		else {
			DataSource root = DataSourceUnwrapper.unwrapRoot(dataSource);
			destinations.add(new Destination(dataSource, root, url(root)));
			if (root != dataSource) {
				collect(root, destinations, seen);
			}
		}
	}

	private static @Nullable String url(DataSource dataSource) {
		SimpleDriverDataSource direct = DirectDataSource.of(dataSource);
		String url = (direct != null) ? direct.getUrl() : null;
		return (url != null) ? withoutParameters(url) : connected(dataSource);
	}

	/**
	 * Asks the database itself, if a data source does not tell.
	 */
	private static @Nullable String connected(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			String url = connection.getMetaData().getURL();
			return (url != null) ? withoutParameters(url) : null;
		}
		catch (SQLException | RuntimeException ex) {
			return null;
		}
	}

	private static String withoutParameters(String url) {
		return url.replaceFirst("[?;].*", "");
	}

	/**
	 * A database, by the data source that leads to it and by its URL.
	 */
	private record Destination(DataSource dataSource, DataSource root, @Nullable String url) {

		boolean isSame(Destination other) {
			return this.dataSource == other.dataSource || this.root == other.root
					|| (this.url != null && this.url.equals(other.url));
		}

	}

}
