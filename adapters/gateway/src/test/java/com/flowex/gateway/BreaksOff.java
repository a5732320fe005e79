package com.flowex.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Accepts, reads a head, and ends the connection. */
final class BreaksOff implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger calls = new AtomicInteger();

    BreaksOff(Supplier<String> says) throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    byte[] head = new byte[4_096];
                    int read = socket.getInputStream().read(head);
                    if (new String(head, 0, Math.max(0, read), StandardCharsets.US_ASCII).contains(" /ready ")) {
                        socket.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                    } else {
                        calls.incrementAndGet();
                        socket.getOutputStream().write(says.get().getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException e) {
                    assertTrue(server.isClosed() || e.getMessage() != null);
                }
            }
        });
    }

    int calls() {
        return calls.get();
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
