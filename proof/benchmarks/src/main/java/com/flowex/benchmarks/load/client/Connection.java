package com.flowex.benchmarks.load.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** Kept-open connection with at most one order in flight. */
public final class Connection {

    /** Value for no order in flight. */
    static final int IDLE = -1;

    private static final int REQUEST_BYTES_MAX = 4_096;
    private static final int REPLY_BYTES_USUAL = 65_536;
    private static final int REPLY_BYTES_MAX = 4 << 20;

    private final ByteBuffer out = ByteBuffer.allocateDirect(REQUEST_BYTES_MAX);
    /** The buffer is on the heap: an answer is scanned byte by byte, and a plain array is the cheapest for that. */
    private byte[] reply = new byte[REPLY_BYTES_USUAL];

    private ByteBuffer in = ByteBuffer.wrap(reply);
    private final SocketChannel channel;
    private int order = IDLE;
    private long fromNanos;
    private long sentNanos;

    private Connection(SocketChannel channel) {
        this.channel = channel;
    }

    static Connection open(InetSocketAddress address, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    /**
     * Assigns the next order to this connection.
     *
     * @param fromNanos start of its waiting time: now, or the moment it was due
     */
    public void assign(int index, long fromNanos, long nowNanos) {
        order = index;
        this.fromNanos = fromNanos;
        sentNanos = nowNanos;
    }

    public void send(OrderTemplate template, int cents) throws IOException {
        template.write(out, cents, order);
        send();
    }

    public void send(byte[] request) throws IOException {
        out.clear().put(request).flip();
        send();
    }

    private void send() throws IOException {
        in.clear();
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /**
     * Receives available bytes.
     *
     * @return start of the answer's body once the answer is complete, else -1
     */
    public int receive() throws IOException {
        makeRoom();
        if (channel.read(in) < 0) {
            throw new IOException("closed by the exchange");
        }
        int length = in.position();
        int bodyAt = HttpReply.bodyAt(reply, length);
        boolean whole = bodyAt >= 0 && length >= bodyAt + HttpReply.contentLength(reply, bodyAt);
        return whole ? bodyAt : -1;
    }

    private void makeRoom() throws IOException {
        if (in.hasRemaining()) {
            return;
        }
        if (reply.length >= REPLY_BYTES_MAX) {
            throw new IOException("an answer of more than " + REPLY_BYTES_MAX + " bytes");
        }
        int length = in.position();
        reply = Arrays.copyOf(reply, 2 * reply.length);
        in = ByteBuffer.wrap(reply).position(length);
    }

    /** Returns the bytes of the answer; {@link #replyLength} of them are valid. */
    public byte[] reply() {
        return reply;
    }

    public int replyLength() {
        return in.position();
    }

    public void settle() {
        order = IDLE;
    }

    public int order() {
        return order;
    }

    public long fromNanos() {
        return fromNanos;
    }

    boolean isOverdue(long nowNanos, long timeoutNanos) {
        return order != IDLE && nowNanos - sentNanos > timeoutNanos;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // The socket counts as closed.
        }
    }
}
