package com.flowex.platform;

import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;

/**
 * Settings of the delivery of changes.
 *
 * @param retention time for which messages can be replayed
 * @param streamMax approximate number of entries that a stream of Redis keeps
 * @param triesMax number of attempts before a message is set aside
 * @param waitingMax waiting time from which on the health page reports a consumer
 */
public record OutboxSettings(Duration retention, int streamMax, int triesMax, Duration waitingMax) {

    public static OutboxSettings read(SettingsReader reader) {
        reader.group("The outbox");
        return new OutboxSettings(
                reader.duration(
                        "FLOWEX_OUTBOX_RETENTION_HOURS",
                        Duration.ofHours(168),
                        Duration.ofHours(1),
                        24 * 3_660,
                        "how long a change can be published again; one that a consumer has not taken yet stays longer"),
                reader.integer(
                        "FLOWEX_OUTBOX_STREAM_MAX",
                        100_000,
                        1_000,
                        100_000_000,
                        "entries that a stream of Redis keeps, about; one for each topic of a tenant"),
                reader.integer(
                        "FLOWEX_OUTBOX_ATTEMPTS_MAX",
                        8,
                        1,
                        100,
                        "number of times that a consumer tries a message before it becomes a dead letter"),
                reader.duration(
                        "FLOWEX_OUTBOX_WAITING_SECONDS",
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(1),
                        86_400,
                        "age of an undelivered message from which /health reports it"));
    }
}
