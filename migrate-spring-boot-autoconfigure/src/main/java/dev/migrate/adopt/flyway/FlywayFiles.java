package dev.migrate.adopt.flyway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.migrate.adopt.AdoptException;
import dev.migrate.adopt.AdoptionReport;
import dev.migrate.adopt.flyway.FlywayFile.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The files below the locations of Flyway.
 */
final class FlywayFiles {

	private static final String CONFIGURATION = ".conf";

	private static final String CLASS = ".class";

	private final List<FlywayFile> files;

	private final Map<String, Resource> configurations;

	private final Set<String> inFolders;

	private FlywayFiles(List<FlywayFile> files, Map<String, Resource> configurations, Set<String> inFolders) {
		this.files = files;
		this.configurations = configurations;
		this.inFolders = inFolders;
	}

	/**
	 * Finds the files.
	 * @param classLoader the class loader of the application
	 * @param workingDirectory where relative paths start
	 * @param vendor what {@code {vendor}} stands for in a location
	 */
	static FlywayFiles find(FlywayProperties properties, ClassLoader classLoader, Path workingDirectory, String vendor,
			AdoptionReport report) {
		Search search = new Search(properties, new PathMatchingResourcePatternResolver(classLoader), workingDirectory,
				vendor, report);
		properties.getLocations().forEach((location) -> search.read(location, false));
		properties.getCallbackLocations().forEach((location) -> search.read(location, true));
		return new FlywayFiles(search.found.values().stream().sorted(Comparator.comparing(FlywayFile::source)).toList(),
				search.configurations, search.inFolders);
	}

	List<FlywayFile> of(Kind kind) {
		return this.files.stream().filter((file) -> file.kind() == kind).toList();
	}

	/**
	 * Returns the file of settings that stands beside a script.
	 * @return the file, or {@code null} if there is none
	 */
	@Nullable Resource configuration(FlywayFile file) {
		return this.configurations.get(key(file.resource()) + CONFIGURATION);
	}

	/**
	 * Returns whether the location of a file is a folder, and not on the class path.
	 */
	boolean isInFolder(FlywayFile file) {
		return this.inFolders.contains(key(file.resource()));
	}

	private static String key(Resource resource) {
		try {
			return resource.getURL().toString();
		}
		catch (IOException ex) {
			throw unreadable(resource.toString(), ex);
		}
	}

	private static AdoptException unreadable(String location, IOException cause) {
		return AdoptException.unreadable(
				"The migrations of Flyway in %s cannot be read: %s.".formatted(location, cause),
				"Check spring.flyway.locations, and that the files can be read.", cause);
	}

	/**
	 * The search of all locations.
	 */
	private static final class Search {

		private final FlywayProperties properties;

		private final PathMatchingResourcePatternResolver resolver;

		private final Path workingDirectory;

		private final String vendor;

		private final AdoptionReport report;

		private final Map<String, FlywayFile> found = new LinkedHashMap<>();

		private final Map<String, Resource> configurations = new LinkedHashMap<>();

		private final Set<String> inFolders = new HashSet<>();

		Search(FlywayProperties properties, PathMatchingResourcePatternResolver resolver, Path workingDirectory,
				String vendor, AdoptionReport report) {
			this.properties = properties;
			this.resolver = resolver;
			this.workingDirectory = workingDirectory;
			this.vendor = vendor;
			this.report = report;
		}

		void read(String text, boolean callbacksOnly) {
			String location = text.strip().replace("{vendor}", this.vendor);
			String pattern = pattern(location);
			if (pattern == null) {
				this.report.mistake(text,
						"the location is neither on the class path nor a folder. Copy its files to a folder and name that"
								+ " with filesystem:");
				return;
			}
			try {
				for (Resource resource : this.resolver.getResources(pattern + "/**/*")) {
					add(resource, location, callbacksOnly);
				}
			}
			catch (IOException ex) {
				// A folder that is not there has no files.
				if (!(ex instanceof java.io.FileNotFoundException)) {
					throw unreadable(location, ex);
				}
			}
		}

		private @Nullable String pattern(String location) {
			if (location.startsWith("filesystem:") || location.startsWith("file:")) {
				String path = location.substring(location.indexOf(':') + 1).replace('\\', '/');
				String absolute = (path.startsWith("/") || path.matches("[A-Za-z]:.*")) ? path
						: this.workingDirectory.toAbsolutePath().toString().replace('\\', '/') + "/" + path;
				return "file:" + withoutSlash(absolute);
			}
			String path = location.startsWith("classpath:") ? location.substring("classpath:".length()) : location;
			return path.matches("\\w{2,}:.*") ? null
					: "classpath*:" + withoutSlash(path.startsWith("/") ? path.substring(1) : path);
		}

		private static String withoutSlash(String path) {
			return path.replaceFirst("/+$", "");
		}

		private void add(Resource resource, String location, boolean callbacksOnly) throws IOException {
			String name = resource.getFilename();
			if (name == null || name.isEmpty() || !resource.isReadable() || resource.getURL().getPath().endsWith("/")
					|| (resource.isFile() && resource.getFile().isDirectory())) {
				return;
			}
			String key = key(resource);
			if (name.endsWith(CONFIGURATION)) {
				this.configurations.put(key, resource);
			}
			else if (name.endsWith(CLASS)) {
				addClass(resource, key, location, name);
			}
			else {
				FlywayFile file = FlywayFile.of(resource, name, source(key, name, location), this.properties);
				if (file.kind() == Kind.OTHER) {
					boolean script = this.properties.getSqlMigrationSuffixes()
						.stream()
						.anyMatch((suffix) -> name.toLowerCase(Locale.ROOT).endsWith(suffix.toLowerCase(Locale.ROOT)));
					if (script) {
						this.report.leftOut(file.source(),
								"Flyway does not know such a name, and passes the file over.");
					}
				}
				else if (!callbacksOnly || file.kind() == Kind.CALLBACK) {
					this.found.putIfAbsent(key, file);
					if (location.startsWith("file")) {
						this.inFolders.add(key);
					}
				}
			}
		}

		private void addClass(Resource resource, String key, String location, String name) {
			String path = source(key, name, location);
			String className = path.substring(0, path.length() - CLASS.length()).replace('/', '.');
			if (isA(className, "org.flywaydb.core.api.callback.Callback")) {
				this.report.leftOut(className,
						"a callback in Java. What it does for a new database belongs to a revision, and what is to run each time"
								+ " to a MigrationCallback bean.");
			}
			else {
				this.found.putIfAbsent(key, FlywayFile.ofClass(resource, className, this.properties));
			}
		}

		private boolean isA(String className, String interfaceName) {
			try {
				return ClassUtils
					.getAllInterfacesForClassAsSet(ClassUtils.forName(className, this.resolver.getClassLoader()))
					.stream()
					.anyMatch((type) -> type.getName().equals(interfaceName));
			}
			catch (ClassNotFoundException | LinkageError ex) {
				return false;
			}
		}

		/**
		 * Returns the path of a file as its location gives it.
		 */
		private static String source(String url, String name, String location) {
			String key = StringUtils.uriDecode(url, StandardCharsets.UTF_8);
			String root = location.substring(location.indexOf(':') + 1).replace('\\', '/').replaceAll("^/+|/+$", "");
			String fixed = root.replaceFirst("[^/]*[*?].*$", "").replaceAll("/+$", "");
			int start = fixed.isEmpty() ? -1 : key.lastIndexOf("/" + fixed + "/");
			if (start < 0) {
				return name;
			}
			boolean absolute = location.contains(":/") && !location.startsWith("classpath:");
			return key.substring(absolute ? start : start + 1);
		}

	}

}
