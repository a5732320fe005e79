package com.flowex.simulator.chaos;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/**
 * An edge that accepts every login, answers one book, and sends streams as a test has it send; it cuts connections off.
 */
final class PretendEdge implements AutoCloseable {

    /**
     * Messages to a connection to an account's stream.
     *
     * @param isCut true if the edge ends the connection behind it, without a goodbye
     */
    record SentMessages(List<String> messages, boolean isCut) {}

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int SHORT_MAX = 125;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger logins = new AtomicInteger();
    private final LongFunction<SentMessages> stream;
    private final List<String> depth;
    private final String book;

    /** The number in the token that counts. */
    private volatile int good = 1;

    /**
     * Listens.
     *
     * @param stream messages to a connection that asks from a number on; 0 for one that names none
     * @param depth messages to a connection to the market data
     * @param book answer of the route of the depth
     */
    PretendEdge(LongFunction<SentMessages> stream, List<String> depth, String book) throws IOException {
        this.stream = stream;
        this.depth = depth;
        this.book = book;
        var _ = threads.submit(this::listen);
    }

    URI url() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    int logins() {
        return logins.get();
    }

    /** All tokens given until now are invalid. */
    void forgetTokens() {
        good = logins.get() + 1;
    }

    private Void listen() throws IOException {
        while (true) {
            Socket client = server.accept();
            var _ = threads.submit(() -> serve(client));
        }
    }

    private Void serve(Socket client) throws IOException {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            String requested = in.readLine();
            String key = "";
            int token = 0;
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                String value = line.substring(line.indexOf(':') + 1).strip();
                switch (line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT)) {
                    case "sec-websocket-key" -> key = value;
                    case "authorization" -> token = Integer.parseInt(value.replace("Bearer t", ""));
                    case "content-length" -> length = Integer.parseInt(value);
                    default -> {}
                }
            }
            in.skip(length);
            String path = requested == null ? "" : requested.split(" ", -1)[1];
            if (key.isEmpty()) {
                answer(client.getOutputStream(), path);
            } else if (path.startsWith("/ws/account") && token < good) {
                client.getOutputStream().write(head("401 Unauthorized", "Content-Length: 0"));
            } else {
                upgrade(client, path, key);
            }
        }
        return null;
    }

    private void answer(OutputStream out, String path) throws IOException {
        String body =
                path.equals("/api/auth/login") ? "{\"access_token\":\"t" + logins.incrementAndGet() + "\"}" : book;
        out.write(head("200 OK", "Content-Length: " + body.length() + "\r\nConnection: close"));
        out.write(body.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] head(String status, String headers) {
        return ("HTTP/1.1 " + status + "\r\n" + headers + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void upgrade(Socket client, String path, String key) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(head(
                "101 Switching Protocols",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accepted(key)));
        String from = path.replaceFirst("^/ws/account(\\?from=)?", "");
        SentMessages sent = path.startsWith("/ws/account")
                ? stream.apply(from.isEmpty() ? 0 : Long.parseLong(from))
                : new SentMessages(depth, false);
        for (String message : sent.messages()) {
            out.write(frame(message));
        }
        out.flush();
        // Until the client leaves; what it sends is not looked at.
        while (!sent.isCut() && client.getInputStream().read() >= 0) {
            Thread.onSpinWait();
        }
    }

    private static String accepted(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x81);
        if (bytes.length <= SHORT_MAX) {
            frame.write(bytes.length);
        } else {
            frame.write(SHORT_MAX + 1);
            frame.writeBytes(ByteBuffer.allocate(Short.BYTES)
                    .putShort((short) bytes.length)
                    .array());
        }
        frame.writeBytes(bytes);
        return frame.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
