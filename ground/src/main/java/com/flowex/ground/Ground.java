package com.flowex.ground;

import com.flowex.ground.database.Database;
import com.flowex.ground.database.DatabaseChoice;
import com.flowex.ground.database.Leases;
import com.flowex.ground.health.Health;
import com.flowex.ground.redis.Redis;
import com.flowex.ground.telemetry.Telemetry;
import com.flowex.ground.tracing.Tracing;
import com.flowex.ground.work.Workers;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What every part of one process stands on.
 *
 * @param leases what this process does, and what another one does
 */
public record Ground(
        Settings settings, Telemetry telemetry, Health health, Database database, Leases leases, Optional<Redis> redis)
        implements AutoCloseable {

    /**
     * Opens it for the only process there is, the database last.
     *
     * @throws com.flowex.ground.settings.StartupException if something is missing
     */
    public static Ground open(Settings settings) {
        return open(settings, "all", (_, _) -> Leases.alone());
    }

    /**
     * Opens it for one process of several.
     *
     * @param kept what this process does while no other one does, by name
     * @param service what the process runs, as its meters say
     * @throws com.flowex.ground.settings.StartupException if something is missing
     */
    public static Ground open(Settings settings, Set<String> kept, String service) {
        return open(settings, service, (choice, workers) -> Leases.shared(choice, kept, workers));
    }

    private static Ground open(Settings settings, String service, BiFunction<DatabaseChoice, Workers, Leases> leases) {
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
            return new Ground(
                    settings, telemetry, health, database, leases(leases, settings, database, workers), redis);
        } catch (RuntimeException refused) {
            // The next start of this process finds nothing that is still open.
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

    /** Makes what works in the background of any service. */
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
