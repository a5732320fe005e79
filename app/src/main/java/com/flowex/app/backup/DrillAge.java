package com.flowex.app.backup;

import com.flowex.platform.Settings;
import com.flowex.platform.storage.ObjectStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Age of the newest drill, by its record in the store. */
final class DrillAge {

    private static final Logger LOG = LoggerFactory.getLogger(DrillAge.class);

    private final Settings settings;
    private final String url;
    private final AtomicLong last;

    /** Fault that is logged already; empty if the record was read. */
    private String fault = "";

    DrillAge(Settings settings, String url, InstantSource clock) {
        this.settings = settings;
        this.url = url;
        this.last = new AtomicLong(clock.millis());
    }

    /** @param isOurs true while this process takes the backups */
    void register(MeterRegistry registry, InstantSource clock, BooleanSupplier isOurs) {
        Gauge.builder(
                        "flowex.backup.drill.age.seconds",
                        last,
                        at -> isOurs.getAsBoolean() ? Math.max(0, clock.millis() - at.get()) / 1_000.0 : Double.NaN)
                .description("Time since the last drill that succeeded, or since the oldest backup if there is none")
                .register(registry);
    }

    /** Reads the record. A fault is logged once and leaves the age as it was, which then grows. */
    void read() {
        try (ObjectStore store = settings.stores().open(url)) {
            BackupStore backups = new BackupStore(store);
            Optional<DrillRecord> drill = backups.drill();
            if (drill.isPresent()) {
                last.set(drill.get().atMillis());
            } else {
                backups.all().stream().findFirst().ifPresent(oldest -> last.set(oldest.takenMillis()));
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
