package com.flowex.cluster.tail;

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

/** One replay that follows the recording for as long as both exist. */
final class TailReplay implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(TailReplay.class);

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
     * @throws EventsCutException if the event log begins behind the checkpoint
     * @throws TailStoppedException if the event log does not have the checkpoint's position
     * @throws io.aeron.exceptions.AeronException if the archive cannot be reached now
     */
    static TailReplay open(EventSource source, Checkpoint from, IdleStrategy idle) {
        EventSource.Connection connection = source.connect(from, idle);
        try {
            if (from.position() < connection.begin()) {
                throw new EventsCutException(connection.begin());
            }
            return start(connection, from, idle);
        } catch (RuntimeException e) {
            CloseHelper.quietClose(connection.archive());
            throw e;
        }
    }

    private static TailReplay start(EventSource.Connection connection, Checkpoint from, IdleStrategy idle) {
        AeronArchive archive = connection.archive();
        boolean networked = !connection.channel().startsWith(CommonContext.IPC_CHANNEL);
        // Over shared memory, all replays share a channel, so a replay is subscribed to by its session. Over a network
        // it has a port of its own.
        @Nullable
        Subscription subscription = networked
                ? archive.context().aeron().addSubscription(connection.channel(), connection.streamId())
                : null;
        try {
            long deadline = System.nanoTime() + IMAGE_NANOS;
            String channel = subscription == null ? connection.channel() : resolved(subscription, deadline, idle);
            int session = (int) replaySession(connection, channel, from);
            if (subscription == null) {
                subscription = archive.context()
                        .aeron()
                        .addSubscription(ChannelUri.addSessionId(channel, session), connection.streamId());
            }
            return new TailReplay(archive, subscription, image(subscription, session, deadline, idle));
        } catch (RuntimeException e) {
            CloseHelper.quietClose(subscription);
            throw e;
        }
    }

    private static String resolved(Subscription subscription, long deadline, IdleStrategy idle) {
        @Nullable String channel = subscription.tryResolveChannelEndpointPort();
        while (channel == null) {
            requireTime(deadline);
            idle.idle();
            channel = subscription.tryResolveChannelEndpointPort();
        }
        return channel;
    }

    private static Image image(Subscription subscription, int session, long deadline, IdleStrategy idle) {
        @Nullable Image image = subscription.imageBySessionId(session);
        while (image == null) {
            requireTime(deadline);
            idle.idle();
            image = subscription.imageBySessionId(session);
        }
        return image;
    }

    private static void requireTime(long deadline) {
        if (deadline - System.nanoTime() < 0) {
            throw new ArchiveException("the replay does not start");
        }
    }

    private static long replaySession(EventSource.Connection connection, String channel, Checkpoint from) {
        try {
            return connection
                    .archive()
                    .startReplay(
                            connection.recordingId(), from.position(), Long.MAX_VALUE, channel, connection.streamId());
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

    /** Returns true if there may be more to read. */
    boolean goesOn() {
        long now = System.nanoTime();
        if (now - controlNanos > 0) {
            controlNanos = now + CONTROL_NANOS;
            String error = archive.pollForErrorResponse();
            if (error != null) {
                LOGGER.warn("a reader of the event log is interrupted: {}", error);
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
