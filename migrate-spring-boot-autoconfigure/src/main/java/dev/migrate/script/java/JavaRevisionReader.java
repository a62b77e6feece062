package dev.migrate.script.java;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import dev.migrate.Revision;
import dev.migrate.Revision.Transaction;
import dev.migrate.revision.RevisionNode;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.JavaRevision;
import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.ScriptValues;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.io.Resource;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Reads Java revisions from class files, without loading the classes.
 */
public final class JavaRevisionReader {

	private final ClassLoader classLoader;

	private @Nullable MetadataReaderFactory metadataReaders;

	public JavaRevisionReader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	/**
	 * Reads a class file.
	 * @param resource the class file
	 * @param location where it was found
	 * @param jar the jar that it is in, or {@code null} if it is in none
	 * @return the revision, or {@code null} if the class does not carry {@code @Revision}
	 */
	public @Nullable JavaRevision read(Resource resource, String location, @Nullable String jar) {
		AnnotationMetadata metadata = metadata(resource, location);
		MergedAnnotation<Revision> annotation = metadata.getAnnotations().get(Revision.class);
		if (!annotation.isDirectlyPresent()) {
			return null;
		}
		ScriptValues values = new ScriptValues(location, 0);
		if (!metadata.isConcrete() || !metadata.isIndependent()) {
			throw values.invalid("the class carries @Revision and cannot be created, being " + describe(metadata) + ".",
					"Make it a concrete class, static if it is nested, or remove @Revision.");
		}
		String created = annotation.getString("created");
		RevisionNode node = new RevisionNode(values.id("id", annotation.getString("id")),
				values.ids("down", List.of(annotation.getStringArray("down"))),
				values.names("dependsOn", List.of(annotation.getStringArray("dependsOn"))),
				new LinkedHashSet<>(values.names("labels", List.of(annotation.getStringArray("labels")))), location,
				values.ids("replaces", List.of(annotation.getStringArray("replaces"))));
		Instant instant = created.isEmpty() ? null : values.instant("created", created);
		boolean transactional = annotation.getEnum("transaction", Transaction.class) == Transaction.REQUIRED;
		List<AdoptedMigration> adopts = new ArrayList<>();
		for (String adopted : annotation.getStringArray("adopts")) {
			values.addAdopted("adopts", adopted, adopts);
		}
		return new JavaRevision(node, metadata.getClassName(), annotation.getString("message"), instant, transactional,
				adopts, jar);
	}

	private AnnotationMetadata metadata(Resource resource, String location) {
		try {
			if (this.metadataReaders == null) {
				this.metadataReaders = MetadataReaderFactory.create(this.classLoader);
			}
			return this.metadataReaders.getMetadataReader(resource).getAnnotationMetadata();
		}
		// The reader meets what is no class file with whatever its array access throws.
		catch (IOException | RuntimeException ex) {
			throw ScriptAccessException.unreadable(location, ex.toString(),
					"Rebuild it, for the Java version that runs the application or an earlier one.", ex);
		}
	}

	private static String describe(AnnotationMetadata metadata) {
		if (metadata.isInterface()) {
			return "an interface";
		}
		return metadata.isAbstract() ? "abstract" : "an inner class";
	}

}
