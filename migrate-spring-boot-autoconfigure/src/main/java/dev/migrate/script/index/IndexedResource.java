package dev.migrate.script.index;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

import dev.migrate.script.ScriptAccessException;

import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * A script of a {@link RevisionIndex}: the file of its path that has the content which
 * was indexed.
 */
final class IndexedResource extends AbstractResource {

	private final ClassPathResource resource;

	private final ClassLoader classLoader;

	private final String location;

	private final String digest;

	/**
	 * Creates a resource.
	 */
	IndexedResource(ClassPathResource resource, ClassLoader classLoader, String location, String digest) {
		this.resource = resource;
		this.classLoader = classLoader;
		this.location = location;
		this.digest = digest;
	}

	/**
	 * Returns what identifies the content of a file.
	 * @throws ScriptAccessException if it cannot be read
	 */
	static String digest(Resource resource, String location) {
		try {
			return digest(resource.getContentAsByteArray());
		}
		catch (IOException ex) {
			throw ScriptAccessException.unreadable(location, ex.toString(),
					"Check that the file is there and readable.", ex);
		}
	}

	private static String digest(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String getDescription() {
		return "indexed " + this.resource.getDescription();
	}

	/**
	 * Opens the file.
	 * @throws ScriptAccessException if no file of the path has the content that was
	 * indexed
	 */
	@Override
	public InputStream getInputStream() throws IOException {
		List<URL> files = Collections.list(this.classLoader.getResources(this.resource.getPath()));
		for (URL file : files) {
			byte[] content;
			try (InputStream input = file.openStream()) {
				content = input.readAllBytes();
			}
			if (digest(content).equals(this.digest)) {
				return new ByteArrayInputStream(content);
			}
		}
		throw ScriptAccessException.outdatedIndex(this.location, !files.isEmpty());
	}

}
