package com.flowex.cluster.check;

import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.disk.RecordingLogFile.Taken;
import com.flowex.cluster.settings.AeronSettings;
import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots that nobody will start from: they are taken often, so that a start is short, and each is as large as the state.
 * The newest three stay: one to start from, and two where that one turns out to be damaged.
 */
public final class OldSnapshots {
    public static final int KEPT = 3;

    private static final Logger LOGGER = LoggerFactory.getLogger(OldSnapshots.class);

    private OldSnapshots() {}

    /** Gives them up in the background. */
    public static void giveUp(AeronSettings settings, DataDirectory directory) {
        Thread.ofPlatform().name("flowex-old-snapshots").daemon().start(() -> {
            try {
                purge(settings, directory);
            } catch (IOException | RuntimeException e) {
                // The next snapshot tries again; a node that is stopping has no archive any more.
                LOGGER.debug("old snapshots were not given up", e);
            }
        });
    }

    private static void purge(AeronSettings settings, DataDirectory directory) throws IOException {
        List<Taken> snapshots = RecordingLogFile.read(directory.cluster()).snapshots();
        Map<Long, CatalogFile.Recording> recordings = CatalogFile.read(directory.log());
        List<Long> old = snapshots.stream()
                .limit(Math.max(0, snapshots.size() - KEPT))
                .flatMap(taken -> List.of(taken.recordingId(), taken.clusterRecordingId()).stream())
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
