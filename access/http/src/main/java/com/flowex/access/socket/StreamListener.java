package com.flowex.access.socket;

import com.flowex.access.http.admission.SocketClient;
import com.flowex.platform.errors.Refusal;
import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Listener that connects a WebSocket of the server to a connection of a stream. The session's reader calls it, one call
 * at a time; it never writes.
 */
final class StreamListener implements WsListener {

    private static final long SENDER_STOPS_MILLIS = 1_000;

    /** Number of consecutive refusals after which the connection is closed, because the client ignores them. */
    private static final int REFUSED_MAX = 20;

    /** Characters and bytes that are read and dropped after the close frame. */
    private static final int AFTER_GOODBYE_MAX = 65_536;

    private final StreamHub hub;
    private final SocketClient client;
    private final StringBuilder message = new StringBuilder();
    private @Nullable StreamConnection connection;
    private int refused;
    private boolean dropping;
    private int afterGoodbye;

    StreamListener(StreamHub hub, SocketClient client) {
        this.hub = hub;
        this.client = client;
    }

    @Override
    public void onOpen(WsSession session) {
        connection = hub.admit(client, SessionOutput.of(session, hub.frames()));
    }

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
        StreamConnection opened = opened();
        if (isOver(opened, text.length())) {
            return;
        }
        if (!admits(opened) || dropping) {
            // All frames of the message are dropped.
            dropping = !last;
            message.setLength(0);
            return;
        }
        if (message.length() + text.length() > hub.limits().messageLengthMax()) {
            opened.close(CloseCode.TOO_BIG, "message_too_big");
            message.setLength(0);
            return;
        }
        message.append(text);
        if (last) {
            opened.received(message.toString());
            message.setLength(0);
        }
    }

    @Override
    public void onMessage(WsSession session, BufferData buffer, boolean last) {
        StreamConnection opened = opened();
        if (!isOver(opened, buffer.available())) {
            opened.close(CloseCode.NOT_TEXT, "not_text");
        }
    }

    @Override
    public void onPing(WsSession session, BufferData buffer) {
        StreamConnection opened = opened();
        if (admits(opened)) {
            opened.heardPing();
        }
    }

    @Override
    public void onPong(WsSession session, BufferData buffer) {
        StreamConnection opened = opened();
        if (admits(opened)) {
            opened.heard();
        }
    }

    /**
     * Returns true if closing is decided already. A client may have further data on its way, but one that continues to
     * send is cut.
     */
    private boolean isOver(StreamConnection opened, int length) {
        if (!opened.isClosing()) {
            return false;
        }
        afterGoodbye += length;
        if (afterGoodbye > AFTER_GOODBYE_MAX) {
            opened.cut();
        }
        return true;
    }

    /**
     * Returns true if a frame may be read. The first refused one is answered, further ones are ignored, and then the
     * connection ends.
     */
    private boolean admits(StreamConnection opened) {
        Optional<Refusal> problem = client.admit();
        if (problem.isEmpty()) {
            refused = 0;
            return true;
        }
        refused++;
        if (refused == 1) {
            opened.refused(problem.get());
        } else if (refused > REFUSED_MAX) {
            opened.close(CloseCode.BROKE_A_RULE, "rate_limited");
        }
        return false;
    }

    /**
     * Ends the connection. The server answers a close frame right after this, so the sender must be done with the
     * session.
     */
    @Override
    public void onClose(WsSession session, int status, String reason) {
        end();
    }

    @Override
    public void onError(WsSession session, Throwable error) {
        end();
    }

    private void end() {
        StreamConnection opened = opened();
        opened.end();
        try {
            opened.awaitSender(SENDER_STOPS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private StreamConnection opened() {
        StreamConnection opened = connection;
        if (opened == null) {
            throw new IllegalStateException("a session is open before it is used");
        }
        return opened;
    }
}
