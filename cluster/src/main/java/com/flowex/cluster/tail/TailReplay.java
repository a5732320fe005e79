package com.flowex.cluster.tail;

import io.aeron.Aeron;
import io.aeron.ChannelUri;
import io.aeron.CommonContext;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.logbuffer.FragmentHandler;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One replay that follows the recording for as long as both are there. */
final class TailReplay implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(TailReplay.class);

    /** After a restart the log is ahead of the event log for a moment; longer than this is another history. */
    private static final long AHEAD_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long IMAGE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** The archive pings its clients once a second; unread pings would end the connection after a quarter of an hour. */
    private static final long CONTROL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final AeronArchive archive;
    private final Subscription subscription;
    private final Image image;
    private long controlNanos = System.nanoTime();

    private TailReplay(AeronArchive archive, Subscription subscription, Image image) {
        this.archive = archive;
        this.subscription = subscription;
        this.image = image;
    }

    /**
     * Starts a replay behind a checkpoint.
     *
     * @throws TailStoppedException if the event log does not have the checkpoint's position
     * @throws io.aeron.exceptions.AeronException if the archive cannot be reached now
     */
    static TailReplay open(EventSource source, Checkpoint from, IdleStrategy idle) {
        AeronArchive archive = AeronArchive.connect(source.clients().get());
        try {
            awaitRecorded(archive, source.recordingId(), from, idle);
            return start(archive, source, from, idle);
        } catch (RuntimeException e) {
            CloseHelper.quietClose(archive);
            throw e;
        }
    }

    private static void awaitRecorded(AeronArchive archive, long recordingId, Checkpoint from, IdleStrategy idle) {
        long deadline = System.nanoTime() + AHEAD_NANOS;
        long recorded = archive.getMaxRecordedPosition(recordingId);
        while (recorded < from.position()) {
            if (deadline - System.nanoTime() < 0) {
                throw new TailStoppedException("the checkpoint, event " + from.sequence() + " before byte "
                        + from.position() + ", is ahead of the event log, which ends at byte " + recorded
                        + ": the view was made from another history and has to be rebuilt");
            }
            idle.idle();
            recorded = archive.getMaxRecordedPosition(recordingId);
        }
    }

    private static TailReplay start(AeronArchive archive, EventSource source, Checkpoint from, IdleStrategy idle) {
        int session = (int) replaySession(archive, source, from);
        Aeron aeron = archive.context().aeron();
        Subscription subscription =
                aeron.addSubscription(ChannelUri.addSessionId(CommonContext.IPC_CHANNEL, session), source.streamId());
        long deadline = System.nanoTime() + IMAGE_NANOS;
        @Nullable Image image = subscription.imageBySessionId(session);
        while (image == null) {
            if (deadline - System.nanoTime() < 0) {
                subscription.close();
                throw new ArchiveException("the replay does not start");
            }
            idle.idle();
            image = subscription.imageBySessionId(session);
        }
        return new TailReplay(archive, subscription, image);
    }

    private static long replaySession(AeronArchive archive, EventSource source, Checkpoint from) {
        try {
            return archive.startReplay(
                    source.recordingId(),
                    from.position(),
                    Long.MAX_VALUE,
                    CommonContext.IPC_CHANNEL,
                    source.streamId());
        } catch (ArchiveException e) {
            if (e.errorCode() == ArchiveException.INVALID_POSITION) {
                throw new TailStoppedException("the event log has no message behind event " + from.sequence()
                        + " at byte " + from.position() + ": " + e.getMessage());
            }
            throw e;
        }
    }

    int poll(FragmentHandler handler, int fragmentsMax) {
        return image.poll(handler, fragmentsMax);
    }

    /** Whether there may be more to read. */
    boolean goesOn() {
        long now = System.nanoTime();
        if (now - controlNanos > 0) {
            controlNanos = now + CONTROL_NANOS;
            String error = archive.pollForErrorResponse();
            if (error != null) {
                LOGGER.warn("a tail of the event log is interrupted: {}", error);
                return false;
            }
        }
        return !image.isClosed();
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(subscription, archive);
    }
}
