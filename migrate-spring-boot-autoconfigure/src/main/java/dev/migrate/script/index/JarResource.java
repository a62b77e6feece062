package dev.migrate.script.index;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;

import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.UrlResource;

/**
 * A file of a jar, which is opened only while it is read.
 */
final class JarResource extends AbstractResource {

	private final JarRoot root;

	private final String name;

	/**
	 * Creates a resource.
	 */
	JarResource(JarRoot root, String name) {
		this.root = root;
		this.name = name;
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return this.root.open(this.name);
	}

	@Override
	public URL getURL() throws IOException {
		return UrlResource.from(this.root.url()).createRelative(this.name).getURL();
	}

	@Override
	public String getFilename() {
		return this.name.substring(this.name.lastIndexOf('/') + 1);
	}

	@Override
	public String getDescription() {
		return this.name + " in " + this.root.url();
	}

}
