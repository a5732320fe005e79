package com.flowex.platform.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can be cut and mended: what is connected ends, and nothing connects until it is mended. */
public final class Cable implements AutoCloseable {

    private static final int BYTES = 16_384;

    private final String host;
    private final int port;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Cable(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public static Cable to(String host, int port) {
        try {
            return new Cable(host, port);
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a cable", e);
        }
    }

    /** Where it begins. */
    public int port() {
        return entrance.getLocalPort();
    }

    public void cut() {
        cut = true;
        open.forEach(Cable::end);
        open.clear();
    }

    public void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = entrance.accept();
                Thread.ofVirtual().start(() -> join(near));
            }
        } catch (IOException e) {
            // it was closed
        }
    }

    private void join(Socket near) {
        open.add(near);
        if (cut) {
            end(near);
            return;
        }
        try {
            Socket far = new Socket(host, port);
            open.add(far);
            Thread.ofVirtual().start(() -> carry(near, far));
            carry(far, near);
        } catch (IOException e) {
            end(near);
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] bytes = new byte[BYTES];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(bytes); read >= 0 && !cut; read = in.read(bytes)) {
                out.write(bytes, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // one of the two is gone
        } finally {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone already
        }
    }

    @Override
    public void close() {
        cut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a cable cannot be closed", e);
        }
    }
}
