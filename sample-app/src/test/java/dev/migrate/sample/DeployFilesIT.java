package dev.migrate.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Does what the files in {@code deploy} say, with processes for containers and a
 * PostgreSQL that {@code roles.sql} has prepared.
 */
class DeployFilesIT {

	private static final Path DEPLOY = Path.of("deploy");

	private static final String HEAD = "186eaba5ab69";

	@TempDir
	static Path folder;

	private static Path jar = Path.of("");

	@BeforeAll
	static void buildTheImage() throws Exception {
		Path application = packagedApplication();
		ContainerImage image = ContainerImage.build(DEPLOY.resolve("Dockerfile"), application, folder.resolve("image"));
		assertThat(image.user()).isEqualTo("10001:10001");
		assertThat(image.folder().resolve("lib")).isDirectoryContaining("glob:**/migrate-spring-boot-autoconfigure-*");
		jar = image.jar();
		assertThat(jar).exists();
	}

	@Test
	void podsThatMigrateAtStartUp() throws Exception {
		deployInThisProcess("deploy_start_up", kubernetes("start-up.yaml"));
	}

	@Test
	void podsWithAnInitContainer() throws Exception {
		deploy("deploy_init_container", kubernetes("init-container.yaml"));
	}

	@Test
	void podsThatWaitForAJob() throws Exception {
		Workload workload = kubernetes("job.yaml");
		SampleDatabase database = database("deploy_job");
		try (SampleProcess application = start("deploy_job", SampleJar.extracted(), database, workload)) {
			application.awaitOutput("Waiting");
			run(workload, database, SampleCommand::run);
			assertReady(application.awaitReady().http(), workload, database);
		}
	}

	@Test
	void aChartWithAHook() throws Exception {
		Path chart = DEPLOY.resolve("helm");
		deployInThisProcess("deploy_helm",
				Workload.kubernetes(
						List.of(chart.resolve("templates/migrate.yaml"), chart.resolve("templates/deployment.yaml")),
						Workload.helm(chart)));
	}

	@Test
	void servicesOfCompose() throws Exception {
		deployInThisProcess("deploy_compose", Workload.compose(DEPLOY.resolve("compose.yaml")));
	}

	@Test
	void theWorkflowOfAPipeline() throws Exception {
		assumeThat(Path.of("/bin/bash")).isExecutable();
		SampleDatabase database = SampleDatabase.create("deploy_workflow");
		Object job = YamlFile.get(YamlFile.document(DEPLOY.resolve("github/migrations.yml")), "jobs", "migrations");
		Map<String, String> environment = variables(YamlFile.map(job, "env"));
		assertThat(environment.keySet()).containsAll(database.environment().keySet());
		environment.putAll(database.environment());
		environment.put("JDK_JAVA_OPTIONS", SampleJar.extractedOptions());
		environment.put("PATH", Path.of(ContainerImage.java()).getParent() + ":" + System.getenv("PATH"));
		Path project = Files.createTempDirectory(folder, "project");
		Files.createSymbolicLink(project.resolve("target"), SampleJar.extracted().toAbsolutePath().getParent());
		for (Object step : YamlFile.list(job, "steps")) {
			Map<String, Object> keys = YamlFile.map(step);
			String script = Objects.requireNonNullElse(keys.get("run"), "").toString();
			if (script.contains(" migrate ")) {
				Map<String, String> all = new HashMap<>(environment);
				if (keys.containsKey("env")) {
					all.putAll(variables(YamlFile.map(step, "env")));
				}
				bash(script, project, all);
			}
		}
		assertThat(project.resolve("upgrade.sql")).content()
			.contains("-- Running upgrade  -> 6cf73958b4fa, create users", HEAD);
	}

	/**
	 * Starts the image: one workload is enough to see that the jar in it does what the
	 * application does.
	 */
	private static void deploy(String name, Workload workload) throws Exception {
		SampleDatabase database = database(name);
		run(workload, database, (environment, arguments) -> SampleCommand.run(jar, environment, arguments));
		try (SampleProcess application = start(name, jar, database, workload)) {
			assertReady(application.awaitReady().http(), workload, database);
		}
	}

	private static void deployInThisProcess(String name, Workload workload) throws Exception {
		SampleDatabase database = database(name);
		run(workload, database, SampleCommand::run);
		try (InThisProcess application = InThisProcess.start(workload.application().environment(database.url()),
				workload.application().arguments().toArray(String[]::new))) {
			assertReady(application.http(), workload, database);
		}
	}

	private static Workload kubernetes(String file) throws IOException {
		return Workload.kubernetes(List.of(DEPLOY.resolve("kubernetes").resolve(file)), UnaryOperator.identity());
	}

	/**
	 * Creates a database and runs in it what a new server of the Compose file runs.
	 */
	private static SampleDatabase database(String name) throws IOException {
		SampleDatabase database = SampleDatabase.create(name);
		Map<String, Object> compose = YamlFile.document(DEPLOY.resolve("compose.yaml"));
		List<Object> scripts = YamlFile.list(compose, "services", "database", "configs");
		for (Object script : scripts.stream()
			.sorted(Comparator.comparing((config) -> YamlFile.get(config, "target").toString()))
			.toList()) {
			Map<String, Object> config = YamlFile.map(compose, "configs", YamlFile.get(script, "source").toString());
			String sql = config.containsKey("file")
					? Files.readString(DEPLOY.resolve(YamlFile.get(config, "file").toString()))
					: Workload.interpolate(YamlFile.get(config, "content").toString());
			database.execute(sql);
		}
		return database;
	}

	private static void run(Workload workload, SampleDatabase database, Runner runner) throws Exception {
		for (Workload.Container task : workload.tasks()) {
			assertThat(task.arguments()).startsWith("migrate");
			SampleCommand command = runner.run(task.environment(database.url()),
					String.join(" ", task.arguments().subList(1, task.arguments().size())));
			assertThat(command.exitCode()).as(command.toString()).isZero();
			assertThat(command.out()).contains("The database is at " + HEAD + " now: 9 revisions in");
		}
	}

	private static SampleProcess start(String name, Path application, SampleDatabase database, Workload workload)
			throws IOException {
		return SampleProcess.start(name, application, workload.application().environment(database.url()),
				workload.application().arguments().toArray(String[]::new));
	}

	private static void assertReady(RestTestClient http, Workload workload, SampleDatabase database) {
		for (String probe : workload.application().probes()) {
			http.get().uri(probe).exchange().expectStatus().isOk();
		}
		http.post()
			.uri("/users")
			.contentType(MediaType.APPLICATION_JSON)
			.body("""
					{ "email": "ada@example.org", "givenName": "Ada", "familyName": "Lovelace" }""")
			.exchange()
			.expectStatus()
			.isCreated();
		assertThat(database.jdbc().sql("SELECT version_num FROM migrate.migrate_version").query(String.class).list())
			.containsExactly(HEAD);
		assertThat(database.jdbc()
			.sql("""
					SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname IN ('public', 'migrate')""")
			.query(String.class)
			.list()).as("who owns the tables").containsExactly("app_migrate");
		// The server notices a moment later that a connection of this test was closed.
		await().untilAsserted(() -> assertThat(database.jdbc()
			.sql("""
					SELECT DISTINCT usename FROM pg_stat_activity
					WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()""")
			.query(String.class)
			.list()).as("who is connected").containsExactly("app"));
	}

	/**
	 * Lays the jar where a build leaves it, and nothing else.
	 */
	private static Path packagedApplication() throws IOException {
		Path project = Files.createTempDirectory(folder, "project");
		Files.copy(SampleJar.packaged(),
				Files.createDirectory(project.resolve("target")).resolve(SampleJar.packaged().getFileName()));
		return project;
	}

	private static Map<String, String> variables(Map<String, Object> env) {
		return env.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(entry) -> entry.getValue().toString().replace("${{ vars.PRODUCTION_REVISION || 'base' }}", "base"),
					(one, other) -> other, HashMap::new));
	}

	private static void bash(String script, Path directory, Map<String, String> environment) throws Exception {
		Path output = Files.createTempFile(folder, "step", ".log");
		ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-e", "-c", script).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().putAll(environment);
		Process process = builder.start();
		try {
			assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(script).isTrue();
			assertThat(process.exitValue()).as("%s%n%s", script, Files.readString(output)).isZero();
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * Runs a command with the variables of a container.
	 */
	private interface Runner {

		SampleCommand run(Map<String, String> environment, String arguments) throws Exception;

	}

}
