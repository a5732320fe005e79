package com.flowex.benchmarks.chain;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Client that repeats one request on one connection, as cheaply as possible. */
final class RepeatingClient implements AutoCloseable {

    private static final int END_OF_HEADERS = 0x0D0A0D0A;
    private static final int BUFFER = 8_192;

    private final Socket socket;
    private final byte[] request;
    private final int bodyLength;
    private final byte[] buffer = new byte[BUFFER];

    RepeatingClient(int port, String path, String token, int bodyLength) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.socket.setTcpNoDelay(true);
        this.bodyLength = bodyLength;
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nAccept: application/json\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    void run(int requests) throws IOException {
        for (int i = 0; i < requests; i++) {
            socket.getOutputStream().write(request);
            readAnswer();
        }
    }

    private void readAnswer() throws IOException {
        int filled = 0;
        int headersEnd = -1;
        int window = 0;
        while (headersEnd < 0 || filled < headersEnd + bodyLength) {
            int read = socket.getInputStream().read(buffer, filled, BUFFER - filled);
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            for (int i = filled; i < filled + read && headersEnd < 0; i++) {
                window = window << Byte.SIZE | buffer[i];
                headersEnd = window == END_OF_HEADERS ? i + 1 : -1;
            }
            filled += read;
        }
        if (buffer[9] != '2') {
            throw new IOException(new String(buffer, 0, filled, StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
