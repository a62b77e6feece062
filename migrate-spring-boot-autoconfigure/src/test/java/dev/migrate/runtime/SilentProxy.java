package dev.migrate.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

import dev.migrate.testsupport.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A network between a client and a server that from one moment on carries nothing any
 * more, in neither direction, and tells nobody.
 */
final class SilentProxy implements AutoCloseable {

	private final ServerSocket listener;

	private final TestDatabase database;

	private final Predicate<String> trigger;

	private final boolean forAll;

	private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private volatile boolean silent;

	private volatile boolean fired;

	/**
	 * Starts to listen.
	 * @param trigger which message of a client is the last one that the server gets
	 * @param forAll whether connections that are made later are silent, too
	 * @throws IOException if nothing can be listened to
	 */
	SilentProxy(TestDatabase database, Predicate<String> trigger, boolean forAll) throws IOException {
		this.database = database;
		this.trigger = trigger;
		this.forAll = forAll;
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.executor.execute(this::accept);
	}

	PGSimpleDataSource dataSource() {
		PGSimpleDataSource dataSource = (PGSimpleDataSource) this.database.newConnections();
		dataSource.setPortNumbers(new int[] { this.listener.getLocalPort() });
		return dataSource;
	}

	boolean isSilent() {
		return this.silent;
	}

	private void accept() {
		try {
			while (true) {
				Socket client = keep(this.listener.accept());
				Socket server = keep(new Socket(InetAddress.getLoopbackAddress(), port()));
				Carrier carrier = new Carrier();
				this.executor.execute(() -> carrier.carry(client, server, true));
				this.executor.execute(() -> carrier.carry(server, client, false));
			}
		}
		catch (IOException ex) {
			// The proxy was closed.
		}
	}

	private int port() {
		return ((PGSimpleDataSource) this.database.newConnections()).getPortNumbers()[0];
	}

	private Socket keep(Socket socket) {
		this.sockets.add(socket);
		return socket;
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.executor.shutdownNow();
	}

	/**
	 * What carries both directions of one connection.
	 */
	private final class Carrier {

		private volatile boolean lost;

		void carry(Socket from, Socket to, boolean requests) {
			byte[] buffer = new byte[65536];
			try {
				InputStream in = from.getInputStream();
				OutputStream out = to.getOutputStream();
				for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
					boolean last = requests && isTrigger(buffer, length);
					if (!this.lost && !(SilentProxy.this.silent && SilentProxy.this.forAll)) {
						this.lost = last;
						out.write(buffer, 0, length);
					}
					SilentProxy.this.silent |= last;
				}
				if (!this.lost && !SilentProxy.this.silent) {
					to.close();
				}
			}
			catch (IOException ex) {
				// One of the two sides is gone.
			}
		}

		private boolean isTrigger(byte[] buffer, int length) {
			boolean found = !SilentProxy.this.fired && SilentProxy.this.trigger
				.test(new String(Arrays.copyOf(buffer, length), StandardCharsets.ISO_8859_1));
			SilentProxy.this.fired |= found;
			return found;
		}

	}

}
