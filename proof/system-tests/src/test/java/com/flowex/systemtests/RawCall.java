package com.flowex.systemtests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it goes over the wire, so that it can be one that no client would send.
 *
 * @param headers whole lines
 * @param bodyBytes how many bytes of a body to send behind {@code body}, announced by a Content-Length
 */
record RawCall(String method, String path, List<String> headers, String body, int bodyBytes) {

    /** Bytes that a server may take of a body that it refuses, with the buffers of the sockets on both sides. */
    static final long BYTES_MAX = 8 * 1024 * 1024;

    private static final int PATIENCE_MILLIS = 30_000;

    /**
     * Result of a call.
     *
     * @param status 0 if the connection ended without an answer
     * @param bytesTaken bytes of the body taken by the server or by the sockets before it
     */
    record Answered(int status, long bytesTaken, String text) {}

    static RawCall to(String method, String path) {
        return new RawCall(method, path, List.of(), "", 0);
    }

    RawCall with(String header) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new RawCall(method, path, more, body, bodyBytes);
    }

    /** As a trusted proxy says it. */
    RawCall from(String address) {
        return with("X-Forwarded-For: " + address);
    }

    RawCall withBody(String text) {
        return new RawCall(method, path, headers, text, 0).with("Content-Length: " + text.length());
    }

    RawCall sending(int bytes) {
        return new RawCall(method, path, headers, body, bytes).with("Content-Length: " + bytes);
    }

    Answered send(URI url) {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
            headers.forEach(header -> head.append(header).append("\r\n"));
            socket.getOutputStream()
                    .write((head + "Connection: close\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            long taken = flood(socket.getOutputStream());
            String answer = read(socket.getInputStream());
            return new Answered(status(answer), taken, answer);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    private long flood(OutputStream out) {
        byte[] piece = new byte[65_536];
        long sent = 0;
        try {
            for (; sent < bodyBytes; sent += piece.length) {
                out.write(piece);
            }
        } catch (IOException cutOff) {
            return sent;
        }
        return sent;
    }

    /** Everything until the other side ends it. */
    static String read(InputStream in) {
        StringBuilder read = new StringBuilder();
        byte[] some = new byte[4_096];
        try {
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                read.append(new String(some, 0, n, StandardCharsets.UTF_8));
            }
        } catch (SocketTimeoutException stillOpen) {
            throw new AssertionError("never cut off; read " + read, stillOpen);
        } catch (IOException reset) {
            // Closed with something unread: what came before is the answer.
        }
        return read.toString();
    }

    private static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }
}
