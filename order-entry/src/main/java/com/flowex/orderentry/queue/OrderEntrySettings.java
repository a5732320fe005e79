package com.flowex.orderentry.queue;

import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;
import java.util.Map;

/**
 * Settings of commands on their way to the log, and of reads that wait for them.
 *
 * @param orderTimeout time that a command waits for the log's answer before its outcome is unknown
 * @param turns sharing of the way into the log among tenants
 * @param readWait time that a read waits for a view to reach the caller's own last write
 */
public record OrderEntrySettings(Duration orderTimeout, FairQueueSettings turns, Duration readWait) {

    /** Settings of an empty environment. */
    public static final OrderEntrySettings DEFAULTS = read(new SettingsReader(Map.of()));

    /** Reads the settings; it reports mistakes to the reader instead of throwing. */
    public static OrderEntrySettings read(SettingsReader reader) {
        reader.group("Commands");
        return new OrderEntrySettings(
                reader.duration(
                        "FLOWEX_ORDER_TIMEOUT_MS",
                        Duration.ofSeconds(5),
                        Duration.ofMillis(1),
                        60_000,
                        "without an answer of the log for so long, the outcome of a command is unknown: 504"),
                FairQueueSettings.read(reader),
                reader.duration(
                        "FLOWEX_READ_WAIT_MS",
                        Duration.ofMillis(500),
                        Duration.ofMillis(1),
                        60_000,
                        "how long a read waits until it shows its caller's own writes; then 503"));
    }
}
