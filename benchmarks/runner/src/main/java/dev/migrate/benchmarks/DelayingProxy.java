package dev.migrate.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands for a network: passes the bytes of each connection on after a while, in both
 * directions. What is sent meanwhile does not wait any longer than that.
 */
final class DelayingProxy implements Closeable {

	private static final int BUFFER = 64 * 1024;

	private final ServerSocket server;

	private final int target;

	private final long delay;

	private final AtomicLong roundTrips = new AtomicLong();

	/**
	 * Opens a proxy.
	 * @param target the port that it passes on to
	 * @param delay how long it takes in each direction
	 */
	DelayingProxy(int target, Duration delay) throws IOException {
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.target = target;
		this.delay = delay.toNanos();
		daemon(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Returns how often a client has sent something after it had got an answer to what it
	 * sent before, or as the first thing of its connection.
	 */
	long roundTrips() {
		return this.roundTrips.get();
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.server.accept();
				Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
				client.setTcpNoDelay(true);
				server.setTcpNoDelay(true);
				AtomicBoolean answered = new AtomicBoolean(true);
				connect(client, server, () -> count(answered));
				connect(server, client, () -> answered.set(true));
			}
		}
		catch (IOException ex) {
			// The proxy has been closed.
		}
	}

	private void count(AtomicBoolean answered) {
		if (answered.compareAndSet(true, false)) {
			this.roundTrips.incrementAndGet();
		}
	}

	private void connect(Socket from, Socket to, Runnable listener) {
		BlockingQueue<Chunk> chunks = new LinkedBlockingQueue<>();
		daemon(() -> read(from, chunks, listener));
		daemon(() -> write(to, chunks));
	}

	private void read(Socket from, BlockingQueue<Chunk> chunks, Runnable listener) {
		byte[] buffer = new byte[BUFFER];
		try {
			InputStream input = from.getInputStream();
			int length = input.read(buffer);
			while (length >= 0) {
				listener.run();
				chunks.add(new Chunk(Arrays.copyOf(buffer, length), System.nanoTime() + this.delay));
				length = input.read(buffer);
			}
		}
		catch (IOException ex) {
			// As if it had ended.
		}
		chunks.add(new Chunk(new byte[0], System.nanoTime() + this.delay));
	}

	private static void write(Socket to, BlockingQueue<Chunk> chunks) {
		try (to) {
			OutputStream output = to.getOutputStream();
			Chunk chunk = chunks.take();
			while (!chunk.isEnd()) {
				chunk.await();
				output.write(chunk.bytes());
				chunk = chunks.take();
			}
			chunk.await();
		}
		catch (IOException ex) {
			// The other side has gone.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void daemon(Runnable work) {
		Thread thread = new Thread(work, "delaying-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	/**
	 * Bytes that are due at a time, or the end of the stream.
	 */
	@SuppressWarnings("ArrayRecordComponent")
	private record Chunk(byte[] bytes, long due) {

		boolean isEnd() {
			return this.bytes.length == 0;
		}

		void await() {
			for (long left = left(); left > 0; left = left()) {
				LockSupport.parkNanos(left);
			}
		}

		private long left() {
			return this.due - System.nanoTime();
		}

	}

}
