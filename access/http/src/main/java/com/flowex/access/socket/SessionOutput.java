package com.flowex.access.socket;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.websocket.WsSession;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Output through a WebSocket session. Texts bypass the session and go to its socket, as frames that are encoded once
 * for all receivers. The session never has a partial message in progress, so it need not know.
 *
 * @param reader the session's own thread: after the loss of a socket it ends without a call to the listener
 */
record SessionOutput(WsSession session, DataWriter socket, FrameCache frames, Thread reader) implements ClientOutput {

    /** Creates the output; called by the session's own thread. */
    static SessionOutput of(WsSession session, FrameCache frames) {
        if (session.socketContext() instanceof ConnectionContext connection) {
            return new SessionOutput(session, connection.dataWriter(), frames, Thread.currentThread());
        }
        throw new IllegalStateException("the session is none of a server");
    }

    @Override
    public boolean isOpen() {
        return reader.isAlive();
    }

    @Override
    public void send(List<String> texts) {
        byte[] bytes = texts.size() == 1 ? frames.of(texts.getFirst()) : join(texts);
        socket.writeNow(BufferData.createReadOnly(bytes, 0, bytes.length));
    }

    /** Joins the frames into one write, and one packet if it fits, instead of one for each. */
    private byte[] join(List<String> texts) {
        List<byte[]> each = texts.stream().map(frames::of).toList();
        ByteBuffer all = ByteBuffer.allocate(
                each.stream().mapToInt(frame -> frame.length).sum());
        each.forEach(all::put);
        return all.array();
    }

    @Override
    public void ping() {
        session.ping(BufferData.empty());
    }

    @Override
    public void pong() {
        session.pong(BufferData.empty());
    }

    @Override
    public void close(int code, String reason) {
        session.close(code, reason);
    }

    /** Interrupting the reader closes the socket, which also ends a blocked write. */
    @Override
    public void cut() {
        if (session instanceof ServerConnection server) {
            server.close(true);
        }
    }
}
