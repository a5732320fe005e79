package com.flowex.cluster.tail;

import com.flowex.cluster.archive.EventArchive;
import com.flowex.cluster.settings.ArchiveStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/** All readers of the event log in a process; those at the live end share one tail. */
public final class EventTails implements AutoCloseable {
    private final List<ReplayTail> tails = new CopyOnWriteArrayList<>();
    private final SharedTail shared = new SharedTail((from, consumer) -> replay(from, consumer, null));
    private final EventSource source;
    private final @Nullable EventArchive archive;
    private final Supplier<IdleStrategy> waiters;

    /**
     * Creates the readers of one event log.
     *
     * @param archive archive of the events that it no longer has, if there is one
     * @param waiters supplier of the idle strategy of one tail's thread
     */
    public EventTails(EventSource source, Optional<ArchiveStore> archive, Supplier<IdleStrategy> waiters) {
        this.source = source;
        this.archive = archive.map(EventArchive::new).orElse(null);
        this.waiters = waiters;
    }

    /** Reads events from a checkpoint on. */
    public EventTail open(Checkpoint from, BatchConsumer consumer) {
        tails.removeIf(ReplayTail::isOver);
        ReplayTail tail = replay(from, consumer, shared);
        tails.add(tail);
        return tail;
    }

    private ReplayTail replay(Checkpoint from, BatchConsumer consumer, @Nullable SharedTail host) {
        return new ReplayTail(source, archive, from, consumer, waiters.get(), host);
    }

    /**
     * Returns the number of tails that a close would end: those being read, and those that ended since the last was
     * opened.
     */
    public int bufferedEvents() {
        return tails.size();
    }

    /** Ends all tails for a reason that their consumers have to know. */
    public void end(String why) {
        tails.forEach(tail -> tail.end(new TailStoppedException(why)));
    }

    @Override
    public void close() {
        tails.forEach(ReplayTail::close);
        shared.close();
    }
}
