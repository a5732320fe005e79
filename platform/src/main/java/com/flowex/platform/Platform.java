package com.flowex.platform;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.Leases;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.redis.Redis;
import com.flowex.platform.telemetry.Telemetry;
import com.flowex.platform.tracing.Tracing;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Platform of one process: everything that each of its parts needs.
 *
 * @param leases the process's leases: work that only one of several processes may do
 */
public record Platform(
        Settings settings, Telemetry telemetry, Health health, Database database, Leases leases, Optional<Redis> redis)
        implements AutoCloseable {

    /**
     * Opens the platform for a single process; the database is opened last.
     *
     * @throws com.flowex.platform.settings.StartupException if something is missing
     */
    public static Platform open(Settings settings) {
        return open(settings, "all", (_, _) -> Leases.alone());
    }

    /**
     * Opens the platform for one process of several.
     *
     * @param retained names of the work that this process does while no other process does it
     * @param service name of the process in its metrics
     * @throws com.flowex.platform.settings.StartupException if something is missing
     */
    public static Platform open(Settings settings, Set<String> retained, String service) {
        return open(settings, service, (choice, workers) -> Leases.shared(choice, retained, workers));
    }

    private static Platform open(
            Settings settings, String service, BiFunction<DatabaseChoice, Workers, Leases> leases) {
        Telemetry telemetry = new Telemetry(
                settings.profile(),
                service,
                Tracing.open(settings.traces(), "flowex", settings.profile().label()));
        Health health = new Health();
        Optional<Redis> redis = Redis.open(settings.redis(), settings.features().circuitBreaker());
        try {
            redis.ifPresent(known -> known.register(telemetry.registry()));
            Workers workers = new Workers(health, telemetry.registry());
            Database database =
                    Database.open(settings.database(), settings.databaseLimits(), settings.replica(), workers);
            return new Platform(
                    settings, telemetry, health, database, leases(leases, settings, database, workers), redis);
        } catch (RuntimeException refused) {
            // The next start of this process must find nothing that is still open.
            redis.ifPresent(Redis::close);
            telemetry.close();
            throw refused;
        }
    }

    private static Leases leases(
            BiFunction<DatabaseChoice, Workers, Leases> leases, Settings settings, Database database, Workers workers) {
        try {
            return leases.apply(settings.database(), workers);
        } catch (RuntimeException refused) {
            database.close();
            throw refused;
        }
    }

    /** Returns a factory of background workers for any service. */
    public Workers workers() {
        return new Workers(health, telemetry.registry());
    }

    @Override
    public void close() {
        leases.close();
        database.close();
        redis.ifPresent(Redis::close);
        telemetry.close();
    }
}
