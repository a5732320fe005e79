package com.flowex.app.backup;

import com.flowex.platform.Settings;
import com.flowex.platform.storage.ObjectStore;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moment of the newest drill, by its record in the store; that of the oldest backup while there is no drill. */
final class LastDrill {

    private static final Logger LOG = LoggerFactory.getLogger(LastDrill.class);

    private final Settings settings;
    private final String url;
    private final AtomicLong last;

    /** True once the oldest backup was looked up: retention deletes it later, and the age counts from it nevertheless. */
    private boolean hasOldest;

    /** Fault that is logged already; empty if the record was read. */
    private String fault = "";

    /** @param last gets the moment, in milliseconds */
    LastDrill(Settings settings, String url, AtomicLong last) {
        this.settings = settings;
        this.url = url;
        this.last = last;
    }

    /** Reads the record. A fault is logged once and leaves the moment as it was, and the age grows. */
    void read() {
        try (ObjectStore store = settings.stores().open(url)) {
            BackupStore backups = new BackupStore(store);
            Optional<DrillRecord> drill = backups.drill();
            if (drill.isPresent()) {
                last.set(drill.get().atMillis());
            } else if (!hasOldest) {
                backups.all().stream().findFirst().ifPresent(oldest -> last.set(oldest.takenMillis()));
                hasOldest = true;
            }
            fault = "";
        } catch (IOException e) {
            String now = String.valueOf(e.getMessage());
            if (!now.equals(fault)) {
                LOG.warn("the age of the newest drill is not known: {}", now);
            }
            fault = now;
        }
    }
}
