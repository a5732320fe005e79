package com.flowex.cluster.tail;

import com.flowex.cluster.disk.EventLogFormat;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.agrona.concurrent.IdleStrategy;

/**
 * Event logs of several nodes, of which one is read at a time. They are the same, byte for byte, so a checkpoint is
 * valid for all. A node that is lost, or has not yet reached the checkpoint, is skipped; while no node has reached it,
 * the reader waits.
 */
public final class RemoteEvents implements EventSource {
    private final List<Supplier<AeronArchive.Context>> nodes;
    private final String channel;
    private final AtomicInteger next;

    /**
     * Creates a source that tries the nodes in turn.
     *
     * @param nodes suppliers of the settings of one connection to the archive of each node
     * @param channel channel for replays, with port 0
     * @param first index of the node to try first
     */
    public RemoteEvents(List<Supplier<AeronArchive.Context>> nodes, String channel, int first) {
        this.nodes = List.copyOf(nodes);
        this.channel = channel;
        next = new AtomicInteger(first);
    }

    /** Makes one attempt at one node. */
    @Override
    public Connection connect(Checkpoint from, IdleStrategy idle) {
        int node = Math.floorMod(next.getAndIncrement(), nodes.size());
        AeronArchive archive = AeronArchive.connect(nodes.get(node).get());
        try {
            long recording = recordingOf(archive, node);
            long recorded = archive.getMaxRecordedPosition(recording);
            if (recorded < from.position()) {
                throw new ArchiveException("node " + node + " has recorded events up to byte " + recorded
                        + " and not yet byte " + from.position());
            }
            requireGoingOn(archive, recording, recorded, from, node);
            return new Connection(
                    archive, recording, archive.getStartPosition(recording), channel, EventLogFormat.TAIL_STREAM);
        } catch (RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    /**
     * Requires that a node continues its recording. A restarted node has the earlier events, and for a moment no new
     * ones may follow.
     */
    private static void requireGoingOn(AeronArchive archive, long recording, long recorded, Checkpoint from, int node) {
        boolean isAtItsEnd = recorded == from.position();
        if (isAtItsEnd && archive.getStopPosition(recording) != AeronArchive.NULL_POSITION) {
            throw new ArchiveException(
                    "node " + node + " has recorded events up to byte " + recorded + " and does not go on yet");
        }
    }

    private static long recordingOf(AeronArchive archive, int node) {
        long[] found = {-1};
        archive.listRecordingsForUri(
                0,
                Integer.MAX_VALUE,
                "alias=" + EventLogFormat.ALIAS,
                EventLogFormat.STREAM,
                (_, _, id, _, _, _, _, _, _, _, _, _, _, _, _, _) -> found[0] = id);
        if (found[0] < 0) {
            throw new ArchiveException("node " + node + " has no event log yet");
        }
        return found[0];
    }

    /** Allows any number of attempts, because nodes come back; a view that waits for them shows what it has. */
    @Override
    public int attemptsMax() {
        return Integer.MAX_VALUE;
    }
}
