package com.flowex.identity.app.archive;

import com.flowex.identity.store.archive.ArchiveWriter;
import com.flowex.identity.store.archive.ArchivesTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.IntConsumer;

/**
 * Worker that creates requested archives. If the process ends while it creates one, the next run creates it.
 */
public final class ArchiveWorker {

    private final ArchivesTable archives;
    private final ArchiveWriter writer;
    private final Duration life;
    private final InstantSource clock;

    public ArchiveWorker(ArchivesTable archives, ArchiveWriter writer, Duration life, InstantSource clock) {
        this.archives = archives;
        this.writer = writer;
        this.life = life;
        this.clock = clock;
    }

    /**
     * Creates the archives that a tenant's people wait for, and removes expired ones.
     *
     * @param percent listener for the progress of the current archive, in percent; may throw to abort it
     * @return number of archives created
     */
    public int makeAll(int tenant, IntConsumer percent) {
        archives.removeExpired(tenant, clock.instant());
        int made = 0;
        while (writer.writeOne(tenant, life, percent)) {
            made++;
        }
        return made;
    }
}
