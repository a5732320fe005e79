package com.flowex.orderentry.queue;

import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;

/**
 * Settings of the fair sharing of the way into the log among tenants.
 *
 * @param atOnce number of commands in flight that tenants share evenly while more than one sends some
 * @param waitingMax number of commands of one tenant that may wait for their turn
 * @param longest time that a command waits for its turn
 */
public record FairQueueSettings(int atOnce, int waitingMax, Duration longest) {

    public static FairQueueSettings read(SettingsReader reader) {
        return new FairQueueSettings(
                reader.integer(
                        "FLOWEX_COMMANDS_IN_FLIGHT_MAX",
                        32,
                        2,
                        8_192,
                        "commands on their way into the log at once, shared evenly by the tenants that send some; one that"
                                + " is alone may use everything"),
                reader.integer(
                        "FLOWEX_COMMANDS_QUEUED_MAX",
                        1_024,
                        1,
                        100_000,
                        "commands of one tenant that wait for their turn; beyond it 503"),
                reader.duration(
                        "FLOWEX_COMMANDS_QUEUED_MS",
                        Duration.ofSeconds(2),
                        Duration.ofMillis(1),
                        60_000,
                        "how long a command waits for its turn; then 503"));
    }
}
