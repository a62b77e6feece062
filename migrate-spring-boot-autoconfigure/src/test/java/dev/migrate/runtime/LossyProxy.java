package dev.migrate.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server and cuts the connection at one of its COMMITs.
 */
final class LossyProxy implements AutoCloseable {

	// With the end of the text, unlike READ COMMITTED.
	private static final String COMMIT = "COMMIT\0";

	private final ServerSocket listener;

	private final int port;

	private final AtomicInteger commits;

	private final boolean forward;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	/**
	 * Starts to listen.
	 * @param port the port of the server
	 * @param commit which COMMIT to cut at, counted from 1
	 * @param forward whether the server gets that COMMIT; its answer is lost then
	 * @throws IOException if nothing can be listened to
	 */
	LossyProxy(int port, int commit, boolean forward) throws IOException {
		this.port = port;
		this.commits = new AtomicInteger(commit);
		this.forward = forward;
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.executor.execute(this::accept);
	}

	int port() {
		return this.listener.getLocalPort();
	}

	private void accept() {
		try {
			while (true) {
				Connection connection = new Connection(this.listener.accept(),
						new Socket(InetAddress.getLoopbackAddress(), this.port));
				this.executor.execute(connection::requests);
				this.executor.execute(connection::answers);
			}
		}
		catch (IOException ex) {
			// The proxy was closed.
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		this.executor.shutdownNow();
	}

	private final class Connection {

		private final Socket client;

		private final Socket server;

		private volatile boolean cut;

		Connection(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		void requests() {
			try (this.client; this.server) {
				byte[] buffer = new byte[65536];
				InputStream from = this.client.getInputStream();
				OutputStream to = this.server.getOutputStream();
				for (int length = from.read(buffer); length > 0; length = from.read(buffer)) {
					String text = new String(Arrays.copyOf(buffer, length), StandardCharsets.ISO_8859_1);
					if (text.contains(COMMIT) && LossyProxy.this.commits.decrementAndGet() == 0) {
						this.cut = true;
						if (!LossyProxy.this.forward) {
							return;
						}
					}
					to.write(buffer, 0, length);
				}
			}
			catch (IOException ex) {
				// One of the two sides is gone, and with it the other.
			}
		}

		void answers() {
			try (this.client; this.server) {
				byte[] buffer = new byte[65536];
				InputStream from = this.server.getInputStream();
				OutputStream to = this.client.getOutputStream();
				for (int length = from.read(buffer); length > 0 && !this.cut; length = from.read(buffer)) {
					to.write(buffer, 0, length);
				}
			}
			catch (IOException ex) {
				// One of the two sides is gone, and with it the other.
			}
		}

	}

}
