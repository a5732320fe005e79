package com.flowex.cluster.tail;

import com.flowex.cluster.archive.EventArchive;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import io.aeron.FragmentAssembler;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.Header;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tail that follows the recording by an unbounded replay. It never subscribes to the live stream, where a slow reader
 * would stop the exchange; here it only falls behind.
 */
public final class ReplayTail implements EventTail {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReplayTail.class);
    private static final int FRAGMENTS_MAX = 64;

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Highest number of consecutive attempts without an event between them. */
    private static final int ARCHIVE_ATTEMPTS_MAX = 10;

    /** Longest wait for a consumer that is still at work when its tail is closed. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final EventSource source;
    private final @Nullable EventArchive archive;
    private final BatchConsumer consumer;
    private final IdleStrategy idle;
    private final @Nullable SharedTail shared;
    private final EventBatchCodec codec = new EventBatchCodec();
    private final FragmentAssembler assembler = new FragmentAssembler(this::onMessage);
    private final Thread thread;
    private volatile Checkpoint checkpoint;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException ending;
    private volatile @Nullable Throwable refusal;
    private boolean burst = true;
    private int attempts;

    /** Last event served by a shared tail that then dropped this one, while its own replay stood still. */
    private long served;

    /**
     * Creates a tail and begins at once.
     *
     * @param archive archive of the events that the log no longer has; null if there is none
     * @param shared shared tail that serves it while it is at the live end; null if it always reads by itself
     */
    public ReplayTail(
            EventSource source,
            @Nullable EventArchive archive,
            Checkpoint from,
            BatchConsumer consumer,
            IdleStrategy idle,
            @Nullable SharedTail shared) {
        this.shared = shared;
        this.source = source;
        this.archive = archive;
        this.consumer = consumer;
        this.idle = idle;
        checkpoint = from;
        thread = Thread.ofPlatform().name("flowex-tail").daemon().start(this::run);
    }

    /** Returns true if it no longer reads, because it was closed or cannot continue. */
    public boolean isOver() {
        return !thread.isAlive();
    }

    @Override
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    private void run() {
        try {
            followWhileItHelps();
            checkEnding();
        } catch (RuntimeException | Error why) {
            if (!closed || why == ending) {
                LOGGER.error("a reader of the event log stops after event {}", checkpoint.sequence(), why);
                consumer.stopped(why);
            }
        }
    }

    private void followWhileItHelps() {
        while (!closed) {
            long before = checkpoint.sequence();
            SharedTail host = follow();
            if (host != null) {
                awaitEnd(host);
                continue;
            }
            attempts = checkpoint.sequence() > before ? 0 : attempts + 1;
            if (attempts == source.attemptsMax()) {
                throw new TailStoppedException(
                        "the event log cannot be read behind event " + before + " at byte " + checkpoint.position());
            }
        }
    }

    /** @return the shared tail that serves it from now on, or null if the replay is lost */
    private @Nullable SharedTail follow() {
        try (TailReplay replay = TailReplay.open(source, checkpoint, idle)) {
            while (!closed && replay.goesOn()) {
                int fragments = replay.poll(assembler, FRAGMENTS_MAX);
                if (fragments == 0 && burst) {
                    burst = false;
                    consumer.idle();
                }
                checkEnding();
                if (fragments == 0 && shared != null && consumer.hasRoom()) {
                    if (shared.join(this)) {
                        return shared;
                    }
                    checkRefusal();
                    served = checkpoint.sequence();
                }
                idle.idle(fragments);
            }
        } catch (EventsCutException cut) {
            readArchive(cut);
            return null;
        } catch (AeronException e) {
            reportLost(e);
        }
        checkEnding();
        if (!closed) {
            LockSupport.parkNanos(RETRY_NANOS);
        }
        return null;
    }

    /** Reads the events that were cut off the event log; the log continues behind them. */
    private void readArchive(EventsCutException cut) {
        if (archive == null) {
            throw new ArchiveUnreadableException(
                    "the event log was cut and begins at byte " + cut.begin() + ", events behind "
                            + checkpoint.sequence() + " are in the archive alone, and FLOWEX_ARCHIVE_TO names none");
        }
        try {
            long begin = cut.begin();
            if (!archive.isLastBefore(begin, checkpoint.sequence())) {
                archive.read(checkpoint.sequence(), (batch, endPosition) -> takeArchived(batch, endPosition, begin));
            }
            if (archive.isLastBefore(begin, checkpoint.sequence())) {
                checkpoint = new Checkpoint(checkpoint.sequence(), begin);
            }
        } catch (IOException e) {
            attempts++;
            LOGGER.warn("the archive cannot be read after event {}: {}", checkpoint.sequence(), e.getMessage());
            if (attempts >= ARCHIVE_ATTEMPTS_MAX) {
                throw new ArchiveUnreadableException(
                        "the archive cannot be read behind event " + checkpoint.sequence() + ": " + e.getMessage());
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    private boolean takeArchived(EventBatch batch, long endPosition, long begin) {
        checkEnding();
        if (closed || checkpoint.position() >= begin) {
            return false;
        }
        take(batch, endPosition);
        return true;
    }

    /** Logs the loss once, until something could be read again. */
    private void reportLost(AeronException why) {
        if (attempts == 0) {
            LOGGER.warn("the event log cannot be reached, and the reader tries again: {}", why.getMessage());
        } else {
            LOGGER.debug("the event log cannot be reached: {}", why.getMessage());
        }
    }

    private void awaitEnd(SharedTail host) {
        try {
            while (!closed && ending == null && host.serves(this)) {
                LockSupport.park(host);
            }
        } finally {
            host.leave(this);
        }
        checkEnding();
        checkRefusal();
    }

    private void checkRefusal() {
        switch (refusal) {
            case RuntimeException why -> throw why;
            case Error why -> throw why;
            case null, default -> {}
        }
    }

    boolean hasRoom() {
        return consumer.hasRoom();
    }

    /** Takes a batch; called by the shared tail. */
    boolean serve(EventBatch batch, long endPosition) {
        try {
            take(batch, endPosition);
            return true;
        } catch (RuntimeException | Error why) {
            refusal = why;
            return false;
        }
    }

    /** Ends a burst; called by the shared tail. */
    void serveIdle() {
        consumer.idle();
    }

    /** Makes the tail read by itself again; called by a shared tail that no longer serves it. */
    boolean goOnAlone() {
        LockSupport.unpark(thread);
        return true;
    }

    private void checkEnding() {
        RuntimeException why = ending;
        if (why != null) {
            throw why;
        }
    }

    private void onMessage(DirectBuffer buffer, int offset, int length, Header header) {
        switch (codec.decode(buffer, offset, length)) {
            case Decoded.Understood(EventBatch batch) -> {
                if (batch.firstSequence() > served) {
                    take(batch, header.position());
                }
            }
            case Decoded.Garbled(String why) ->
                throw new TailStoppedException(
                        "the event log is damaged behind event " + checkpoint.sequence() + ": " + why);
        }
    }

    private void take(EventBatch batch, long endPosition) {
        long expected = checkpoint.sequence() + 1;
        if (batch.firstSequence() != expected) {
            throw new TailStoppedException("the event log has a gap: after event " + checkpoint.sequence() + " at byte "
                    + checkpoint.position() + " comes event " + batch.firstSequence());
        }
        burst = true;
        consumer.on(batch, endPosition);
        checkpoint = new Checkpoint(expected + batch.count() - 1, endPosition);
    }

    /** Ends the tail for a reason that its consumer has to know. */
    public void end(RuntimeException why) {
        ending = why;
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(TIMEOUT)) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
