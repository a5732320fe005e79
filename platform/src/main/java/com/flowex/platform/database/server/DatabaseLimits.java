package com.flowex.platform.database.server;

import com.flowex.platform.settings.SettingsReader;
import java.time.Duration;

/**
 * Limits on a process's use of PostgreSQL.
 *
 * @param pool number of connections for requests
 * @param viewsPool number of connections for projections
 * @param connectionWait time that a request waits for a connection
 * @param statementMax time after which a statement of a request is ended
 * @param statementSlow time from which on a statement is reported in the performance log
 */
public record DatabaseLimits(
        int pool, int viewsPool, Duration connectionWait, Duration statementMax, Duration statementSlow) {

    public static DatabaseLimits read(SettingsReader reader) {
        return new DatabaseLimits(
                reader.integer("FLOWEX_DATABASE_POOL", 20, 2, 200, "connections for requests"),
                reader.integer("FLOWEX_DATABASE_VIEWS_POOL", 10, 4, 200, "connections for projections"),
                reader.duration(
                        "FLOWEX_DATABASE_WAIT_MS",
                        Duration.ofSeconds(3),
                        Duration.ofMillis(1),
                        60_000,
                        "how long a request waits for a connection; then 503"),
                reader.duration(
                        "FLOWEX_DATABASE_STATEMENT_MS",
                        Duration.ofSeconds(10),
                        Duration.ofMillis(1),
                        600_000,
                        "a statement of a request that takes longer is ended"),
                reader.duration(
                        "FLOWEX_SLOW_QUERY_MS",
                        Duration.ofMillis(500),
                        Duration.ofMillis(1),
                        600_000,
                        "a statement of a request that takes longer is in the performance log, with its plan"));
    }
}
