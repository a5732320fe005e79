package com.flowex.ground.database;

import com.flowex.ground.settings.SettingsReader;
import java.time.Duration;
import java.util.Optional;

/**
 * The copy of the database from which history is read.
 *
 * @param url JDBC address without credentials; absent: history is read where it is written
 * @param pool connections to it
 * @param lagMax a copy that is further behind is not asked
 */
public record ReplicaSettings(Optional<String> url, int pool, Duration lagMax) {

    /** There is none. */
    public static final ReplicaSettings NONE = new ReplicaSettings(Optional.empty(), 1, Duration.ofSeconds(5));

    /** @param original what it is a copy of */
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
