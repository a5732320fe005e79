package com.flowex.cluster.tail;

import com.flowex.cluster.disk.EventLogFormat;
import io.aeron.CommonContext;
import io.aeron.archive.client.AeronArchive;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.agrona.concurrent.IdleStrategy;

/**
 * Event log of the node in this process.
 *
 * @param clients supplier of the settings of one connection to its archive
 * @param recordingId recording of the event log
 */
public record LocalEvents(Supplier<AeronArchive.Context> clients, LongSupplier recordingId) implements EventSource {

    /** After a restart, the log is ahead of the event log for a moment; a longer time means another history. */
    private static final long AHEAD_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int ATTEMPTS_MAX = 10;

    @Override
    public Connection connect(Checkpoint from, IdleStrategy idle) {
        AeronArchive archive = AeronArchive.connect(clients.get());
        try {
            awaitRecorded(archive, from, idle);
            long recording = recordingId.getAsLong();
            return new Connection(
                    archive,
                    recording,
                    archive.getStartPosition(recording),
                    CommonContext.IPC_CHANNEL,
                    EventLogFormat.TAIL_STREAM);
        } catch (RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private void awaitRecorded(AeronArchive archive, Checkpoint from, IdleStrategy idle) {
        long deadline = System.nanoTime() + AHEAD_NANOS;
        long recorded = archive.getMaxRecordedPosition(recordingId.getAsLong());
        while (recorded < from.position()) {
            if (deadline - System.nanoTime() < 0) {
                throw new TailStoppedException("the checkpoint, event " + from.sequence() + " before byte "
                        + from.position() + ", is ahead of the event log, which ends at byte " + recorded
                        + ": the view was made from another history and has to be rebuilt");
            }
            idle.idle();
            recorded = archive.getMaxRecordedPosition(recordingId.getAsLong());
        }
    }

    @Override
    public int attemptsMax() {
        return ATTEMPTS_MAX;
    }
}
