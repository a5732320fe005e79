package com.flowex.cluster.node;

import com.flowex.protocol.reply.Reply;
import com.flowex.protocol.reply.ReplyCodec;
import io.aeron.Publication;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sender of answers to the clients; only the leader sends any. A client can make the engine wait at most once. */
final class ReplySender {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReplySender.class);

    /** A client that has not read for this time, with megabytes waiting for it, is cut off and reconnects. */
    private static final long TIMEOUT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Cluster cluster;
    private final ReplyCodec codec = new ReplyCodec();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1 << 16);

    ReplySender(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Sends the events of the command, as they are in the event log. */
    void applied(@Nullable ClientSession session, long correlationId, DirectBuffer batch, int length) {
        if (canReply(session)) {
            send(session, codec.encodeApplied(correlationId, batch, 0, length, buffer, 0));
        }
    }

    void reply(@Nullable ClientSession session, Reply reply) {
        if (canReply(session)) {
            send(session, codec.encode(reply, buffer, 0));
        }
    }

    private boolean canReply(@Nullable ClientSession session) {
        return session != null && cluster.role() == Cluster.Role.LEADER && !session.isClosing();
    }

    private void send(@Nullable ClientSession session, int length) {
        if (session == null) {
            return;
        }
        long result = session.offer(buffer, 0, length);
        if (isWaiting(result)) {
            long deadline = System.nanoTime() + TIMEOUT_NANOS;
            cluster.idleStrategy().reset();
            while (isWaiting(result) && deadline - System.nanoTime() > 0) {
                cluster.idleStrategy().idle();
                result = session.offer(buffer, 0, length);
            }
            if (isWaiting(result)) {
                LOGGER.warn("client session {} does not read its answers and is closed", session.id());
                session.close();
            }
        }
    }

    /**
     * Returns true if sending is to be retried. A closed session is not waited for: its client notices that by itself
     * and asks again.
     */
    private static boolean isWaiting(long result) {
        return result == Publication.BACK_PRESSURED || result == Publication.ADMIN_ACTION;
    }
}
