package com.flowex.benchmarks.load.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** WebSocket client that follows the trades of a market; it parses frames as a server sends them (RFC 6455). */
public final class TradeStreamClient {

    /** Listener for the messages of all followers. */
    public interface Ear {

        /** @param frame buffer with a text message, from {@code at} on, {@code length} bytes long */
        void text(TradeStreamClient follower, byte[] frame, int at, int length);
    }

    /** Number of followers per client address: the kernel limits the connections of one address. */
    private static final int FOLLOWERS_AN_ADDRESS = 90;

    private static final int LAST_OCTETS = 200;
    private static final int BYTES_MAX = 16_384;
    private static final int OPCODE = 0x0f;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int LENGTH = 0x7f;
    private static final int TWO_BYTES = 126;
    private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

    private final SocketChannel channel;
    private final byte[] bytes = new byte[BYTES_MAX];
    private final ByteBuffer in = ByteBuffer.wrap(bytes);
    private boolean upgraded;
    private long lastTrade = -1;

    private TradeStreamClient(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects from one of many local addresses and asks for the upgrade, without waiting. */
    public static TradeStreamClient open(int number, InetSocketAddress server, Selector selector) throws IOException {
        int address = number / FOLLOWERS_AN_ADDRESS;
        SocketChannel channel = SocketChannel.open();
        channel.bind(new InetSocketAddress(
                InetAddress.getByAddress(
                        new byte[] {127, 1, (byte) (address / LAST_OCTETS), (byte) (1 + address % LAST_OCTETS)}),
                0));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(server);
        TradeStreamClient follower = new TradeStreamClient(channel);
        follower.send(("GET /ws/market-data HTTP/1.1\r\nHost: localhost:" + server.getPort()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                        + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, follower);
        return follower;
    }

    /** Sends a text message, masked with zeros. */
    public void say(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer frame = ByteBuffer.allocate(bytes.length + 6);
        frame.put((byte) 0x81).put((byte) (0x80 | bytes.length)).putInt(0).put(bytes);
        send(frame.array());
    }

    private void send(byte[] sent) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(sent);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /**
     * Receives available bytes.
     *
     * @return true if they completed the upgrade
     * @throws IOException if the exchange closed or refused the connection
     */
    public boolean receive(Ear ear) throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("closed by the exchange");
        }
        boolean now = !upgraded && upgrade();
        if (upgraded) {
            frames(ear);
        }
        return now;
    }

    private boolean upgrade() throws IOException {
        int bodyAt = HttpReply.bodyAt(bytes, in.position());
        if (bodyAt < 0) {
            return false;
        }
        if (HttpReply.status(bytes) != 101) {
            throw new IOException("answered " + HttpReply.status(bytes));
        }
        compact(bodyAt);
        upgraded = true;
        return true;
    }

    private void frames(Ear ear) throws IOException {
        int at = 0;
        int end = in.position();
        while (end - at >= 2) {
            int length = bytes[at + 1] & LENGTH;
            int head = 2;
            if (length == TWO_BYTES) {
                if (end - at < 4) {
                    break;
                }
                length = (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
                head = 4;
            }
            if (end - at < head + length) {
                break;
            }
            frame(ear, bytes[at] & OPCODE, at + head, length);
            at += head + length;
        }
        compact(at);
    }

    private void frame(Ear ear, int opcode, int at, int length) throws IOException {
        switch (opcode) {
            case TEXT -> ear.text(this, bytes, at, length);
            case PING -> send(PONG);
            case CLOSE ->
                throw new IOException("closed: " + new String(bytes, at + 2, length - 2, StandardCharsets.UTF_8));
            default -> {
                // A pong needs no answer.
            }
        }
    }

    private void compact(int from) {
        in.flip().position(from);
        in.compact();
    }

    /** Records the trade; returns the number of trades missing before it. */
    public long missedBefore(long trade) {
        long missed = lastTrade < 0 ? 0 : trade - lastTrade - 1;
        lastTrade = trade;
        return missed;
    }

    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The socket counts as closed.
        }
    }
}
