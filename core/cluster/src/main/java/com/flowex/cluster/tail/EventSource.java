package com.flowex.cluster.tail;

import io.aeron.archive.client.AeronArchive;
import org.agrona.concurrent.IdleStrategy;

/** Source from which a tail reads. */
public interface EventSource {

    /**
     * Connection for one replay.
     *
     * @param archive archive client, which the caller closes
     * @param recordingId recording of the event log there
     * @param begin position at which the event log there begins, in bytes; earlier events are in the archive
     * @param channel channel for the replay, in Aeron's notation; with port 0 if any port will do
     * @param streamId stream for the replay
     */
    record Connection(AeronArchive archive, long recordingId, long begin, String channel, int streamId) {}

    /**
     * Connects to an event log that has recorded everything before a checkpoint.
     *
     * @throws TailStoppedException if there is none, and waiting would not help
     * @throws io.aeron.exceptions.AeronException if none can be reached now
     */
    Connection connect(Checkpoint from, IdleStrategy idle);

    /**
     * Returns the number of consecutive requests for a replay that is lost at once, before the event log counts as
     * unreadable there.
     */
    int attemptsMax();
}
