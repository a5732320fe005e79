package com.flowex.platform;

import com.flowex.platform.access.AccessTokens;
import com.flowex.platform.access.SigningKeys;
import com.flowex.platform.audit.AuditLog;
import com.flowex.platform.config.Settings;
import com.flowex.platform.database.Database;
import com.flowex.platform.health.Health;
import com.flowex.platform.redis.Redis;
import com.flowex.platform.telemetry.Telemetry;
import com.flowex.platform.tenancy.TenantDirectory;
import com.flowex.platform.work.Workers;
import java.time.InstantSource;
import java.util.Optional;

/** What every service of one process stands on. */
public record Ground(
        Settings settings,
        AccessTokens tokens,
        Telemetry telemetry,
        Health health,
        Database database,
        Optional<Redis> redis,
        AuditLog audit,
        TenantDirectory tenants)
        implements AutoCloseable {

    /**
     * Opens it, the database last.
     *
     * @throws com.flowex.platform.config.StartupException if something is missing
     */
    public static Ground open(Settings settings) {
        AccessTokens tokens = new AccessTokens(
                SigningKeys.of(settings.identity().signing()), settings.accessTokenLife(), InstantSource.system());
        Telemetry telemetry = new Telemetry(settings.profile());
        Health health = new Health();
        Workers workers = new Workers(health, telemetry.registry());
        Optional<Redis> redis = Redis.open(settings.redis(), settings.features().circuitBreaker());
        Database database = Database.open(settings.database(), settings.databaseLimits(), workers);
        return new Ground(
                settings,
                tokens,
                telemetry,
                health,
                database,
                redis,
                AuditLog.open(settings.audit(), database, InstantSource.system(), workers),
                TenantDirectory.open(database, settings, workers));
    }

    /** Makes what works in the background of any service. */
    public Workers workers() {
        return new Workers(health, telemetry.registry());
    }

    @Override
    public void close() {
        tenants.close();
        audit.close();
        database.close();
        redis.ifPresent(Redis::close);
        telemetry.close();
    }
}
