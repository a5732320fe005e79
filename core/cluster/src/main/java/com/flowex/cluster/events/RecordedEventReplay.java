package com.flowex.cluster.events;

import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.settings.AeronSettings;
import io.aeron.Aeron;
import io.aeron.ChannelUri;
import io.aeron.CommonContext;
import io.aeron.ControlledFragmentAssembler;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.Header;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/** Recorded events of a range, message by message, in constant memory however long it is. */
final class RecordedEventReplay implements AutoCloseable {
    private static final int FRAGMENTS_MAX = 256;

    private final IdleStrategy idle;
    private final long to;
    private final Subscription subscription;
    private final Image image;
    private final ControlledFragmentAssembler assembler = new ControlledFragmentAssembler(this::onMessage);
    private final ExpandableArrayBuffer message = new ExpandableArrayBuffer(EventLogFormat.MTU);
    private int length;
    private long endPosition;
    private boolean found;

    /**
     * @param from position at which a message begins, in bytes
     * @param to end position in bytes, greater than {@code from}
     * @throws io.aeron.archive.client.ArchiveException if no message begins at {@code from}
     */
    RecordedEventReplay(AeronArchive archive, long recordingId, long from, long to, IdleStrategy idle) {
        this.idle = idle;
        this.to = to;
        endPosition = from;
        Aeron aeron = archive.context().aeron();
        int session = (int) archive.startReplay(
                recordingId, from, to - from, CommonContext.IPC_CHANNEL, EventLogFormat.REPLAY_STREAM);
        subscription = aeron.addSubscription(
                ChannelUri.addSessionId(CommonContext.IPC_CHANNEL, session), EventLogFormat.REPLAY_STREAM);
        image = imageOf(session);
    }

    private Image imageOf(int session) {
        idle.reset();
        long deadline = System.nanoTime() + AeronSettings.ARCHIVE_TIMEOUT_NANOS;
        @Nullable Image found = subscription.imageBySessionId(session);
        while (found == null) {
            if (deadline - System.nanoTime() < 0) {
                subscription.close();
                throw new IllegalStateException("the event archive does not replay");
            }
            idle.idle();
            found = subscription.imageBySessionId(session);
        }
        return found;
    }

    /** Reads the next whole message; returns false at the end of the range, or earlier if it cannot be read. */
    boolean next() {
        found = false;
        idle.reset();
        while (!found && endPosition < to) {
            int fragments = image.controlledPoll(assembler, FRAGMENTS_MAX);
            if (fragments == 0 && (image.isClosed() || image.isEndOfStream())) {
                return false;
            }
            if (fragments == 0) {
                idle.idle();
            }
        }
        return found;
    }

    private Action onMessage(DirectBuffer buffer, int offset, int messageLength, Header header) {
        message.putBytes(0, buffer, offset, messageLength);
        length = messageLength;
        endPosition = header.position();
        found = true;
        return Action.BREAK;
    }

    /** Returns the last message read, from 0 to {@link #length}; valid until the next is read. */
    DirectBuffer message() {
        return message;
    }

    int length() {
        return length;
    }

    /** Returns the position behind the last message read, in bytes. */
    long endPosition() {
        return endPosition;
    }

    @Override
    public void close() {
        CloseHelper.close(subscription);
    }
}
