package com.flowex.gateway.upstream;

import com.flowex.gateway.upstream.UpstreamException.Kind;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Http1HeadersParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an upstream for one call after another, used by one thread at a time. Helidon parses heads and
 * buffers; the order of sending and receiving is FlowEx's own (ADR 0142). Interrupting the thread closes the
 * connection.
 */
public final class UpstreamConnection implements AutoCloseable {

    private static final int BUFFER_BYTES = 16_384;
    private static final int STATUS_LINE_MAX = 1_024;
    private static final int HEADERS_BYTES_MAX = 65_536;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int SWITCHING = 101;

    private final SocketChannel channel;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final DataReader reader;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private @Nullable UpstreamResponse answer;
    private boolean staysOpen;
    private long idleSinceNanos;

    private UpstreamConnection(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.socket = channel.socket();
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.reader = new DataReader(this::pull);
    }

    /**
     * Opens a connection.
     *
     * @throws UpstreamException if the upstream cannot be reached
     */
    static UpstreamConnection open(String host, int port, Duration timeout) throws UpstreamException {
        @Nullable SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            InetSocketAddress to = new InetSocketAddress(host, port);
            if (to.isUnresolved()) {
                throw new UnknownHostException("no address of " + host);
            }
            channel.socket().connect(to, Math.toIntExact(timeout.toMillis()));
            return new UpstreamConnection(channel);
        } catch (IOException e) {
            close(channel);
            throw new UpstreamException(Kind.NOT_CONNECTED, String.valueOf(e.getMessage()), e);
        }
    }

    private byte @Nullable [] pull() {
        try {
            int read = in.read(buffer);
            return read < 0 ? null : Arrays.copyOf(buffer, read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends bytes.
     *
     * @throws IOException if the upstream accepts no further bytes
     */
    public void send(BufferData data) throws IOException {
        try {
            data.writeTo(out);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Sends the first bytes of an array.
     *
     * @throws IOException if the upstream accepts no further bytes
     */
    public void send(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
    }

    /**
     * Waits for the head of the answer; skips interim answers.
     *
     * @param isHead true if the call is a HEAD request, whose answer has no body
     * @throws UpstreamException if no answer comes
     */
    public UpstreamResponse answer(boolean isHead, Duration timeout) throws UpstreamException {
        try {
            socket.setSoTimeout(millis(timeout));
            UpstreamResponse head = head(isHead);
            while (head.status() < OK && head.status() != SWITCHING) {
                head = head(isHead);
            }
            answer = head;
            return head;
        } catch (UncheckedIOException | IOException e) {
            throw fault(e, "no answer within " + timeout.toMillis() + " ms");
        } catch (DataReader.InsufficientDataAvailableException e) {
            throw new UpstreamException(Kind.BROKE_OFF, "ended without an answer", e);
        } catch (RuntimeException e) { // any exception of Helidon's parsers for an invalid answer
            throw new UpstreamException(Kind.NONSENSE, "its answer is no HTTP", e);
        }
    }

    private UpstreamResponse head(boolean isHead) {
        int end = reader.findNewLine(STATUS_LINE_MAX);
        if (end == STATUS_LINE_MAX) {
            throw new IllegalArgumentException("no status line");
        }
        String line = reader.readAsciiString(end);
        reader.skip(2);
        if (!line.startsWith("HTTP/1.") || line.length() < "HTTP/1.1 200".length()) {
            throw new IllegalArgumentException(line);
        }
        // With an older protocol the connection ends with its answer.
        staysOpen = line.startsWith("HTTP/1.1 ");
        int status = Integer.parseInt(line, 9, 12, 10);
        String reason = line.length() > 13 ? line.substring(13) : "";
        Headers headers = Http1HeadersParser.readHeaders(reader, HEADERS_BYTES_MAX, true);
        return new UpstreamResponse(status, reason, headers, body(status, headers, isHead));
    }

    private static UpstreamException fault(Exception e, String late) {
        boolean isLate = e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException;
        return isLate
                ? new UpstreamException(Kind.TOO_SLOW, late, e)
                : new UpstreamException(Kind.BROKE_OFF, String.valueOf(e.getMessage()), e);
    }

    /**
     * Reads the beginning of the answer's body: all of it if its stated length is at most this, otherwise the first
     * bytes that come.
     *
     * @param most greatest number of bytes
     * @param timeout longest time that this and each later read waits
     * @throws UpstreamException if the answer breaks off before
     */
    public byte[] beginning(UpstreamResponseBody body, int most, Duration timeout) throws UpstreamException {
        try {
            readTimeout(timeout);
        } catch (IOException e) {
            throw fault(e, "");
        }
        if (body.size() >= 0 && body.size() <= most) {
            byte[] whole = new byte[(int) body.size()];
            int read = 0;
            while (read < whole.length) {
                read += more(body, whole, read);
            }
            return whole;
        }
        byte[] first = new byte[most];
        return Arrays.copyOf(first, Math.max(0, more(body, first, 0)));
    }

    /**
     * Reads more of the answer's body.
     *
     * @return number of bytes; -1 at its end
     * @throws UpstreamException if the answer breaks off
     */
    public int more(UpstreamResponseBody body, byte[] into, int offset) throws UpstreamException {
        try {
            return body.read(into, offset, into.length - offset);
        } catch (IOException e) {
            throw fault(e, "its response stalled");
        }
    }

    private UpstreamResponseBody body(int status, Headers headers, boolean isHead) {
        if (isHead || status < OK || status == NO_CONTENT || status == NOT_MODIFIED) {
            return new UpstreamResponseBody(reader, UpstreamResponseBody.Framing.SIZED, 0);
        }
        if (headers.contains(HeaderNames.TRANSFER_ENCODING)) {
            String coding = headers.get(HeaderNames.TRANSFER_ENCODING).get().toLowerCase(Locale.ROOT);
            if (!coding.equals("chunked") || headers.contains(HeaderNames.CONTENT_LENGTH)) {
                throw new IllegalArgumentException("the end of this response is ambiguous");
            }
            return new UpstreamResponseBody(reader, UpstreamResponseBody.Framing.CHUNKED, 0);
        }
        if (headers.contains(HeaderNames.CONTENT_LENGTH)) {
            if (headers.get(HeaderNames.CONTENT_LENGTH).valueCount() != 1) {
                throw new IllegalArgumentException("the end of this response is ambiguous");
            }
            long size = Long.parseLong(headers.get(HeaderNames.CONTENT_LENGTH).get());
            if (size < 0) {
                throw new IllegalArgumentException("the end of this response is ambiguous");
            }
            return new UpstreamResponseBody(reader, UpstreamResponseBody.Framing.SIZED, size);
        }
        return new UpstreamResponseBody(reader, UpstreamResponseBody.Framing.BY_END_OF_CONNECTION, 0);
    }

    /** Sets the longest time that a read waits; zero for no limit. */
    public void readTimeout(Duration longest) throws IOException {
        socket.setSoTimeout(longest.isZero() ? 0 : millis(longest));
    }

    private static int millis(Duration timeout) {
        return Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
    }

    /** Returns buffered bytes or the next ones; empty at the end. For connections that have left HTTP. */
    public byte[] next() throws IOException {
        if (reader.available() > 0) {
            return reader.readBytes(reader.available());
        }
        int read = in.read(buffer);
        return read < 0 ? new byte[0] : Arrays.copyOf(buffer, read);
    }

    /** Closes the sending side. */
    public void endSending() throws IOException {
        channel.shutdownOutput();
    }

    /** Returns true if the last answer was read to its end, and another call may follow. */
    boolean isFit() {
        UpstreamResponse last = answer;
        return last != null
                && last.status() != SWITCHING
                && last.body().leavesConnectionFit()
                && reader.available() == 0
                && staysOpen
                && !saysClose(last.headers());
    }

    private static boolean saysClose(Headers headers) {
        return headers.contains(HeaderNames.CONNECTION)
                && headers.get(HeaderNames.CONNECTION).allValues().stream()
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("close"));
    }

    void rest(long nowNanos) {
        idleSinceNanos = nowNanos;
        answer = null;
    }

    /**
     * Returns true if the connection can be reused: it was not idle for long, and the other end has neither closed it
     * nor sent anything.
     */
    boolean isAlive(long nowNanos, long restMaxNanos) {
        if (nowNanos - idleSinceNanos > restMaxNanos) {
            return false;
        }
        try {
            channel.configureBlocking(false);
            int heard = channel.read(ByteBuffer.wrap(buffer, 0, 1));
            channel.configureBlocking(true);
            return heard == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(@Nullable SocketChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing can be done about it.
            return;
        }
    }
}
