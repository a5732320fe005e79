package com.flowex.desk;

import com.flowex.ground.settings.SettingsReader;
import java.time.Duration;
import java.util.Map;

/**
 * How commands go to the log and what is seen of them.
 *
 * @param orderTimeout how long a command waits for the log's answer before its outcome is unknown
 * @param turns how tenants take turns on the way into the log
 * @param readWait how long a read waits for a view to reach the caller's own last write
 */
public record DeskSettings(Duration orderTimeout, TurnSettings turns, Duration readWait) {

    /** What counts where the environment says nothing. */
    public static final DeskSettings DEFAULTS = read(new SettingsReader(Map.of()));

    /** Reads without throwing. */
    public static DeskSettings read(SettingsReader reader) {
        reader.group("Commands");
        return new DeskSettings(
                reader.duration(
                        "FLOWEX_ORDER_TIMEOUT_MS",
                        Duration.ofSeconds(5),
                        Duration.ofMillis(1),
                        60_000,
                        "without an answer of the log for so long, the outcome of a command is unknown: 504"),
                TurnSettings.read(reader),
                reader.duration(
                        "FLOWEX_READ_WAIT_MS",
                        Duration.ofMillis(500),
                        Duration.ofMillis(1),
                        60_000,
                        "how long a read waits until it shows its caller's own writes; then 503"));
    }
}
