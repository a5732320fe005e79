package com.flowex.cluster.tail;

import io.aeron.archive.client.AeronArchive;
import org.agrona.concurrent.IdleStrategy;

/** Where a tail reads. */
public interface EventSource {

    /**
     * One connection, for one replay.
     *
     * @param archive to be closed by whoever asked
     * @param recordingId of the event log there
     * @param begin where the event log there begins, in bytes: what was before is in the archive
     * @param channel for the replay, in Aeron's notation; with port 0 where any will do
     * @param streamId for the replay
     */
    record Connection(AeronArchive archive, long recordingId, long begin, String channel, int streamId) {}

    /**
     * Connects to an event log that has recorded everything in front of a checkpoint.
     *
     * @throws TailStoppedException if there is none, and waiting would not help
     * @throws io.aeron.exceptions.AeronException if none can be reached now
     */
    Connection connect(Checkpoint from, IdleStrategy idle);

    /** How often in a row a replay that is lost at once is asked for again, before the event log counts as unreadable there. */
    int attemptsMax();
}
