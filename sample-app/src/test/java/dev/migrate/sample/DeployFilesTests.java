package dev.migrate.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that Kubernetes, Helm, Compose and GitHub would understand the files that they
 * are meant for.
 */
class DeployFilesTests {

	private static final Path DEPLOY = Path.of("deploy");

	private static final YamlSchema KUBERNETES = new YamlSchema("""
			Deployment: apiVersion! kind! metadata!:ObjectMeta spec!:DeploymentSpec
			Job: apiVersion! kind! metadata!:ObjectMeta spec!:JobSpec
			ObjectMeta: name labels:{string} annotations:{string}
			DeploymentSpec: replicas:integer progressDeadlineSeconds:integer strategy:Strategy selector!:Selector
			DeploymentSpec: template!:PodTemplate
			Strategy: type rollingUpdate:RollingUpdate
			RollingUpdate: maxSurge:scalar maxUnavailable:scalar
			Selector: matchLabels!:{string}
			JobSpec: backoffLimit:integer ttlSecondsAfterFinished:integer template!:PodTemplate
			PodTemplate: metadata:ObjectMeta spec!:PodSpec
			PodSpec: restartPolicy securityContext:PodSecurityContext initContainers:[Container]
			PodSpec: containers!:[Container] volumes:[Volume]
			PodSecurityContext: runAsNonRoot:boolean seccompProfile:SeccompProfile
			SeccompProfile: type!
			Container: name! image! args:[string] ports:[Port] env:[Variable] startupProbe:Probe livenessProbe:Probe
			Container: readinessProbe:Probe resources:Resources securityContext:SecurityContext volumeMounts:[Mount]
			Port: name containerPort!:integer
			Variable: name! value valueFrom:Source
			Source: secretKeyRef!:SecretKey
			SecretKey: name! key!
			Probe: httpGet!:HttpGet periodSeconds:integer failureThreshold:integer
			HttpGet: path! port!:scalar
			Resources: requests:{string} limits:{string}
			SecurityContext: allowPrivilegeEscalation:boolean readOnlyRootFilesystem:boolean capabilities:Capabilities
			Capabilities: drop:[string]
			Mount: name! mountPath!
			Volume: name! emptyDir!:{any}""");

	private static final YamlSchema COMPOSE = new YamlSchema("""
			Compose: name x-app:any services!:{Service} configs:{Config} volumes:{any}
			Service: image! build:Build command:[string] environment:{scalar} depends_on:{Dependency} configs:[Mount]
			Service: volumes:[string] healthcheck:Check ports:[string] read_only:boolean tmpfs:[string]
			Build: context! dockerfile!
			Dependency: condition!
			Mount: source! target!
			Check: test!:[string] interval timeout retries:integer
			Config: file content""");

	private static final YamlSchema GITHUB = new YamlSchema("""
			Workflow: name on!:any permissions:{string} concurrency:Concurrency jobs!:{Job}
			Concurrency: group! cancel-in-progress:boolean
			Job: name runs-on! timeout-minutes:integer strategy:Strategy services:{Service} env:{scalar} steps!:[Step]
			Strategy: fail-fast:boolean matrix!:{any}
			Service: image! env:{scalar} ports:[string] options
			Step: name uses run with:{scalar} env:{scalar} if""");

	@ParameterizedTest
	@MethodSource("manifests")
	void manifestsAreThoseOfTheirKind(Path manifest) throws IOException {
		for (Map<String, Object> document : YamlFile.documents(manifest, template(manifest))) {
			String kind = YamlFile.get(document, "kind").toString();
			assertThat(KUBERNETES.mistakes(kind, document)).isEmpty();
			assertThat(document).containsEntry("apiVersion", kind.equals("Job") ? "batch/v1" : "apps/v1");
			Object labels = YamlFile.get(document, "spec", "template", "metadata", "labels");
			if (kind.equals("Job")) {
				assertThat(YamlFile.get(document, "spec", "template", "spec", "restartPolicy")).isEqualTo("Never");
			}
			else {
				assertThat(YamlFile.get(document, "spec", "selector", "matchLabels")).isEqualTo(labels);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("manifests")
	void containersOfAManifestFitTheImageAndTheirPod(Path manifest) throws IOException {
		for (Map<String, Object> document : YamlFile.documents(manifest, template(manifest))) {
			Map<String, Object> pod = YamlFile.map(document, "spec", "template", "spec");
			assertThat(YamlFile.get(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
			List<Object> containers = new ArrayList<>(YamlFile.list(pod, "containers"));
			if (pod.containsKey("initContainers")) {
				containers.addAll(YamlFile.list(pod, "initContainers"));
			}
			List<String> volumes = names(YamlFile.list(pod, "volumes"));
			assertThat(containers).extracting((container) -> YamlFile.get(container, "image"))
				.containsOnly("registry.example.com/app:1.4.0");
			assertThat(containers).allSatisfy((container) -> {
				assertThat(names(YamlFile.list(container, "volumeMounts"))).isEqualTo(volumes);
				assertThat(names(YamlFile.list(container, "env"))).doesNotHaveDuplicates();
				for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
					if (YamlFile.map(container).containsKey(probe)) {
						assertThat(names(YamlFile.list(container, "ports")))
							.contains(YamlFile.get(container, probe, "httpGet", "port").toString());
					}
				}
			});
		}
	}

	@Test
	void theChartHasAHookBeforeEveryRelease() throws IOException {
		Path chart = DEPLOY.resolve("helm");
		assertThat(YamlFile.document(chart.resolve("Chart.yaml"))).containsEntry("apiVersion", "v2")
			.containsEntry("type", "application")
			.containsKeys("name", "version", "appVersion");
		Path hook = chart.resolve("templates/migrate.yaml");
		Map<String, Object> annotations = YamlFile.map(YamlFile.documents(hook, template(hook)).get(0), "metadata",
				"annotations");
		assertThat(annotations).containsEntry("helm.sh/hook", "pre-install,pre-upgrade")
			.containsEntry("helm.sh/hook-delete-policy", "before-hook-creation");
	}

	@Test
	void servicesOfComposeReferToWhatThereIs() throws IOException {
		Map<String, Object> compose = YamlFile.document(DEPLOY.resolve("compose.yaml"));
		assertThat(COMPOSE.mistakes("Compose", compose)).isEmpty();
		Map<String, Object> services = YamlFile.map(compose, "services");
		Map<String, Object> configs = YamlFile.map(compose, "configs");
		assertThat(YamlFile.list(services, "database", "configs"))
			.extracting((config) -> YamlFile.get(config, "source").toString())
			.containsExactlyInAnyOrderElementsOf(configs.keySet());
		assertThat(DEPLOY.resolve(YamlFile.get(configs, "roles", "file").toString())).exists();
		Object build = YamlFile.get(services, "app", "build");
		assertThat(DEPLOY.resolve(YamlFile.get(build, "context").toString())
			.resolve(YamlFile.get(build, "dockerfile").toString())).exists();
		assertThat(YamlFile.map(services, "app", "depends_on")).containsOnlyKeys("migrate");
		assertThat(YamlFile.get(services, "app", "depends_on", "migrate", "condition"))
			.isEqualTo("service_completed_successfully");
		assertThat(YamlFile.get(services, "migrate", "depends_on", "database", "condition"))
			.isEqualTo("service_healthy");
	}

	@ParameterizedTest
	@ValueSource(strings = { "deploy/github/migrations.yml", "../.github/workflows/build.yml" })
	void stepsOfAWorkflowRunSomethingOrUseAVersionOfAnAction(String file) throws IOException {
		Map<String, Object> workflow = YamlFile.document(Path.of(file));
		assertThat(GITHUB.mistakes("Workflow", workflow)).isEmpty();
		for (Object job : YamlFile.map(workflow, "jobs").values()) {
			assertThat(YamlFile.list(job, "steps")).isNotEmpty().allSatisfy((step) -> {
				Map<String, Object> keys = YamlFile.map(step);
				assertThat(keys.containsKey("uses")).isNotEqualTo(keys.containsKey("run"));
				if (keys.containsKey("uses")) {
					assertThat(YamlFile.get(step, "uses").toString()).matches("actions/[a-z-]+@v\\d+");
				}
			});
		}
	}

	@Test
	void aMisspelledOrMissingFieldIsAMistake() {
		assertThat(KUBERNETES.mistakes("Probe", Map.of("failureTreshold", 3, "periodSeconds", "5")))
			.containsExactlyInAnyOrder("Probe has no field failureTreshold", "Probe.periodSeconds is no integer: 5",
					"Probe lacks httpGet");
		assertThat(KUBERNETES.mistakes("PodSpec", Map.of("containers", List.of(Map.of("name", "app")))))
			.containsExactly("PodSpec.containers[] lacks image");
	}

	static Stream<Path> manifests() throws IOException {
		try (Stream<Path> kubernetes = Files.list(DEPLOY.resolve("kubernetes"));
				Stream<Path> helm = Files.list(DEPLOY.resolve("helm/templates"))) {
			return Stream.concat(kubernetes, helm).sorted().toList().stream();
		}
	}

	private static UnaryOperator<String> template(Path manifest) throws IOException {
		return manifest.startsWith(DEPLOY.resolve("helm")) ? Workload.helm(DEPLOY.resolve("helm"))
				: UnaryOperator.identity();
	}

	private static List<String> names(List<Object> objects) {
		return objects.stream().map((object) -> YamlFile.get(object, "name").toString()).toList();
	}

}
