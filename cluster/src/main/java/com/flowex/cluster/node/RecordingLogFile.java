package com.flowex.cluster.node;

import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the cluster knows of its recordings, read without opening its file for writing. */
final class RecordingLogFile {
    private static final int ENTRY_LENGTH = 64;
    private static final int ENGINE = 0;

    /**
     * One snapshot of the engine.
     *
     * @param position of the log, in bytes, at which it was taken
     */
    record Taken(long recordingId, long position) {}

    /** The recording of the log; -1 if there was never a leader. */
    private final long log;

    private final List<Taken> snapshots;

    private RecordingLogFile(long log, List<Taken> snapshots) {
        this.log = log;
        this.snapshots = snapshots;
    }

    static RecordingLogFile read(Path cluster) throws IOException {
        Path file = cluster.resolve(RecordingLog.RECORDING_LOG_FILE_NAME);
        long log = -1;
        List<Taken> snapshots = new ArrayList<>();
        if (Files.exists(file)) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at + ENTRY_LENGTH <= bytes.capacity(); at += ENTRY_LENGTH) {
                long recording = bytes.getLong(at + RecordingLog.RECORDING_ID_OFFSET);
                int type = bytes.getInt(at + RecordingLog.ENTRY_TYPE_OFFSET);
                if (type == RecordingLog.ENTRY_TYPE_TERM) {
                    log = recording;
                } else if (type == RecordingLog.ENTRY_TYPE_SNAPSHOT
                        && bytes.getInt(at + RecordingLog.SERVICE_ID_OFFSET) == ENGINE) {
                    snapshots.add(new Taken(recording, bytes.getLong(at + RecordingLog.LOG_POSITION_OFFSET)));
                }
            }
        }
        snapshots.sort(Comparator.comparingLong(Taken::position));
        return new RecordingLogFile(log, List.copyOf(snapshots));
    }

    /** The recording of the log; -1 if there was never a leader. */
    long log() {
        return log;
    }

    /** Those that are valid, oldest first. */
    List<Taken> snapshots() {
        return snapshots;
    }
}
