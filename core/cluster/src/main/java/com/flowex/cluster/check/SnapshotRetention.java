package com.flowex.cluster.check;

import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.disk.RecordingLogFile.SnapshotEntry;
import com.flowex.cluster.settings.AeronSettings;
import com.flowex.cluster.stop.NodeRefusedException;
import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Retention of snapshots. They are taken often, so that a start is short, and each is as large as the state. The newest
 * three stay: one to start from, and two in case that one is damaged.
 */
public final class SnapshotRetention {
    public static final int KEPT = 3;

    /** Number of given-up recordings below which the files are left as they are. */
    private static final int GIVEN_UP_MIN = 64;

    private SnapshotRetention() {}

    /** Returns the snapshots that stay, oldest first. */
    public static List<SnapshotEntry> retained(DataDirectory directory) throws IOException {
        List<SnapshotEntry> snapshots =
                RecordingLogFile.read(directory.cluster()).snapshots();
        Map<Long, CatalogFile.Recording> recordings = CatalogFile.read(directory.log());
        return snapshots.stream()
                .skip(Math.max(0, snapshots.size() - KEPT))
                .filter(entry -> recordings.containsKey(entry.recordingId()))
                .toList();
    }

    /**
     * Removes given-up snapshots from the catalog and the record of the log, which would otherwise keep some hundred
     * bytes of every snapshot. It must run before a node starts.
     */
    public static void forget(DataDirectory directory) {
        try {
            rewrite(directory);
        } catch (IOException e) {
            throw new NodeRefusedException("the data directory " + directory.root() + " cannot be written: " + e, e);
        }
    }

    private static void rewrite(DataDirectory directory) throws IOException {
        if (CatalogFile.givenUp(directory.log()) >= GIVEN_UP_MIN) {
            DataDirectory.replace(
                    directory.log().resolve(CatalogFile.NAME), CatalogFile.withoutGivenUp(directory.log()));
        }
        RecordingLogFile known = RecordingLogFile.read(directory.cluster());
        byte[] retained =
                known.withoutOthersThan(CatalogFile.read(directory.log()).keySet());
        if (known.count() - RecordingLogFile.countIn(retained) >= GIVEN_UP_MIN) {
            DataDirectory.replace(directory.cluster().resolve(RecordingLog.RECORDING_LOG_FILE_NAME), retained);
        }
    }

    /** Gives up the other snapshots. */
    public static void giveUp(AeronSettings settings, DataDirectory directory) throws IOException {
        List<SnapshotEntry> snapshots =
                RecordingLogFile.read(directory.cluster()).snapshots();
        Map<Long, CatalogFile.Recording> recordings = CatalogFile.read(directory.log());
        List<Long> old = snapshots.stream()
                .limit(Math.max(0, snapshots.size() - KEPT))
                .flatMap(entry -> List.of(entry.recordingId(), entry.clusterRecordingId()).stream())
                .filter(recordings::containsKey)
                .toList();
        if (old.isEmpty()) {
            return;
        }
        try (Aeron aeron = Aeron.connect(settings.sharedClient());
                AeronArchive archive = AeronArchive.connect(settings.logClient(aeron))) {
            old.forEach(archive::purgeRecording);
        }
    }
}
