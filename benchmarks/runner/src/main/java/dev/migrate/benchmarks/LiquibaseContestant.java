package dev.migrate.benchmarks;

import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import liquibase.integration.spring.SpringLiquibase;

import org.springframework.core.io.DefaultResourceLoader;

/**
 * Liquibase as Spring Boot configures it, with a file of formatted SQL for each change
 * set.
 */
final class LiquibaseContestant implements Contestant {

	private static final String CHANGE_LOG = """
			<?xml version="1.0" encoding="UTF-8"?>
			<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
					xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
					xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
						http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
				<includeAll path="db/changelog/changes" />
			</databaseChangeLog>
			""";

	@Override
	public String name() {
		return "Liquibase";
	}

	@Override
	public Map<String, String> scripts(List<Change> changes) {
		Map<String, String> files = new LinkedHashMap<>();
		files.put("db/changelog/master.xml", CHANGE_LOG);
		changes.forEach(
				(change) -> files.put("db/changelog/changes/%05d_%s.sql".formatted(change.number(), change.name()), """
						--liquibase formatted sql

						--changeset benchmarks:%d
						%s
						--rollback %s
						""".formatted(change.number(), change.sql(), change.reverse())));
		return files;
	}

	@Override
	public void apply(DataSource dataSource, URLClassLoader classPath) throws Exception {
		SpringLiquibase liquibase = new SpringLiquibase();
		liquibase.setDataSource(dataSource);
		liquibase.setChangeLog("classpath:/db/changelog/master.xml");
		liquibase.setResourceLoader(new DefaultResourceLoader(classPath));
		liquibase.setAnalyticsEnabled(false);
		liquibase.afterPropertiesSet();
	}

}
