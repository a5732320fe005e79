package com.flowex.marketdata.api.stream;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A WebSocket by hand, which reads only on request, answers no ping, and leaves without a goodbye. */
final class SilentClient implements AutoCloseable {

    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Frame(int code, byte[] payload) {}

    private final Socket socket;
    private final DataInputStream in;

    private SilentClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    static SilentClient connect(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(300_000);
            SilentClient client = new SilentClient(socket);
            client.shakeHands();
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect", e);
        }
    }

    private void shakeHands() throws IOException {
        String request = "GET /ws/market-data HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n")) {
            answer.append((char) in.readUnsignedByte());
        }
        if (!answer.toString().startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(answer.toString());
        }
    }

    /** Sends a text of at most 125 characters, masked with zeros. */
    void send(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) (0x80 | TEXT);
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        try {
            socket.getOutputStream().write(frame);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send", e);
        }
    }

    /**
     * Sends a text in pieces of which none is the last, masked with zeros, until the server ends the connection.
     *
     * @return how many bytes went out
     */
    long sendPiecesUntilCut(int pieceBytes, long bytesMax) {
        byte[] frame = new byte[8 + pieceBytes];
        frame[0] = TEXT;
        frame[1] = (byte) (0x80 | 126);
        frame[2] = (byte) (pieceBytes >> 8);
        frame[3] = (byte) pieceBytes;
        Arrays.fill(frame, 8, frame.length, (byte) 'x');
        long sent = 0;
        try {
            for (; sent < bytesMax; sent += frame.length) {
                socket.getOutputStream().write(frame);
                frame[0] = 0;
            }
        } catch (IOException cutOff) {
            return sent;
        }
        return sent;
    }

    /** Reads to the server's goodbye and returns its code and reason. */
    String closeReason() {
        while (true) {
            Frame frame = read();
            if (frame.code == CLOSE) {
                byte[] payload = frame.payload;
                int code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
                return code + " " + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
            }
        }
    }

    /** Reads into a book until it is at a sequence; returns how many messages that took. */
    int readInto(SharedBook book, long sequence) {
        int messages = 0;
        while (book.sequence() != sequence) {
            Frame frame = read();
            if (frame.code == TEXT) {
                book.on(new String(frame.payload, StandardCharsets.UTF_8));
                messages++;
            }
        }
        return messages;
    }

    private Frame read() {
        try {
            int code = in.readUnsignedByte() & 0x0F;
            long length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            byte[] payload = new byte[Math.toIntExact(length)];
            in.readFully(payload);
            return new Frame(code, payload);
        } catch (IOException e) {
            throw new UncheckedIOException("the server is gone", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close", e);
        }
    }
}
