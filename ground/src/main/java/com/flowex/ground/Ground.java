package com.flowex.ground;

import com.flowex.ground.database.Database;
import com.flowex.ground.health.Health;
import com.flowex.ground.redis.Redis;
import com.flowex.ground.telemetry.Telemetry;
import com.flowex.ground.work.Workers;
import java.util.Optional;

/** What every part of one process stands on. */
public record Ground(Settings settings, Telemetry telemetry, Health health, Database database, Optional<Redis> redis)
        implements AutoCloseable {

    /**
     * Opens it, the database last.
     *
     * @throws com.flowex.ground.settings.StartupException if something is missing
     */
    public static Ground open(Settings settings) {
        Telemetry telemetry = new Telemetry(settings.profile());
        Health health = new Health();
        Optional<Redis> redis = Redis.open(settings.redis(), settings.features().circuitBreaker());
        try {
            Workers workers = new Workers(health, telemetry.registry());
            Database database = Database.open(settings.database(), settings.databaseLimits(), workers);
            return new Ground(settings, telemetry, health, database, redis);
        } catch (RuntimeException refused) {
            // The next start of this process finds nothing that is still open.
            redis.ifPresent(Redis::close);
            telemetry.close();
            throw refused;
        }
    }

    /** Makes what works in the background of any service. */
    public Workers workers() {
        return new Workers(health, telemetry.registry());
    }

    @Override
    public void close() {
        database.close();
        redis.ifPresent(Redis::close);
        telemetry.close();
    }
}
