package dev.migrate.runtime;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.SocketFactory;

import dev.migrate.testsupport.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Counts how often the connections of a data source wait for the server: each time that
 * they read after they have written.
 */
public final class RoundTrips {

	private static final Map<String, AtomicInteger> COUNTS = new ConcurrentHashMap<>();

	private final AtomicInteger count = new AtomicInteger();

	private final PGSimpleDataSource dataSource;

	private RoundTrips(TestDatabase database) {
		String key = UUID.randomUUID().toString();
		COUNTS.put(key, this.count);
		this.dataSource = (PGSimpleDataSource) database.newConnections();
		this.dataSource.setSocketFactory(Sockets.class.getName());
		this.dataSource.setSocketFactoryArg(key);
	}

	public static RoundTrips to(TestDatabase database) {
		return new RoundTrips(database);
	}

	public PGSimpleDataSource dataSource() {
		return this.dataSource;
	}

	public int during(Runnable action) {
		int before = this.count.get();
		action.run();
		return this.count.get() - before;
	}

	/**
	 * Makes the sockets of the driver.
	 */
	public static final class Sockets extends SocketFactory {

		private final AtomicInteger count;

		public Sockets(String key) {
			this.count = Objects.requireNonNull(COUNTS.get(key));
		}

		@Override
		public Socket createSocket() {
			return new CountedSocket(this.count);
		}

		@Override
		public Socket createSocket(String host, int port) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Socket createSocket(InetAddress host, int port) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
			throw new UnsupportedOperationException();
		}

	}

	private static final class CountedSocket extends Socket {

		private final AtomicInteger count;

		private boolean written;

		CountedSocket(AtomicInteger count) {
			this.count = count;
		}

		@Override
		public OutputStream getOutputStream() throws IOException {
			return new FilterOutputStream(super.getOutputStream()) {

				@Override
				public void write(byte[] bytes, int offset, int length) throws IOException {
					CountedSocket.this.written = true;
					this.out.write(bytes, offset, length);
				}

			};
		}

		@Override
		public InputStream getInputStream() throws IOException {
			return new FilterInputStream(super.getInputStream()) {

				@Override
				public int read(byte[] bytes, int offset, int length) throws IOException {
					if (CountedSocket.this.written) {
						CountedSocket.this.written = false;
						CountedSocket.this.count.incrementAndGet();
					}
					return super.read(bytes, offset, length);
				}

			};
		}

	}

}
