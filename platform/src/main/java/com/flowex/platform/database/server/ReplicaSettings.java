package com.flowex.platform.database.server;

import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the replica that history is read from.
 *
 * @param url JDBC address without credentials; empty: history is read from the primary
 * @param pool number of connections to it
 * @param lagMax largest lag with which it is used
 */
public record ReplicaSettings(Optional<String> url, int pool, Duration lagMax) {

    /** Settings without a replica. */
    public static final ReplicaSettings NONE = new ReplicaSettings(Optional.empty(), 1, Duration.ofSeconds(5));

    /** @param original the primary */
    public static ReplicaSettings read(SettingsReader reader, DatabaseChoice original) {
        return new ReplicaSettings(
                DatabaseUrl.readCopy(reader, original),
                reader.integer("FLOWEX_DATABASE_READ_POOL", 10, 1, 200, "connections to the replica"),
                reader.duration(
                        "FLOWEX_DATABASE_READ_LAG_MS",
                        Duration.ofSeconds(5),
                        Duration.ofMillis(1),
                        600_000,
                        "a replica that is further behind is not asked"));
    }
}
