package dev.migrate.runtime.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * What the history says about the program that wrote it.
 */
public final class ToolInfo {

	private static final SingletonSupplier<String> version = SingletonSupplier.of(ToolInfo::readVersion);

	private static final SingletonSupplier<String> host = SingletonSupplier.of(ToolInfo::findHost);

	private ToolInfo() {
	}

	public static String version() {
		return version.obtain();
	}

	public static String host() {
		return host.obtain();
	}

	private static String readVersion() {
		try {
			Properties properties = PropertiesLoaderUtils.loadProperties(
					new ClassPathResource("dev/migrate/runtime/version.properties", ToolInfo.class.getClassLoader()));
			return properties.getProperty("version");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String findHost() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "unknown";
		}
	}

}
