package com.flowex.platform;

import com.flowex.platform.access.AccessTokens;
import com.flowex.platform.access.SigningKeys;
import com.flowex.platform.audit.AuditLog;
import com.flowex.platform.config.IdentitySettings;
import com.flowex.platform.config.SecretSource;
import com.flowex.platform.config.Settings;
import com.flowex.platform.database.Database;
import com.flowex.platform.health.Health;
import com.flowex.platform.redis.Redis;
import com.flowex.platform.telemetry.Telemetry;
import com.flowex.platform.tenancy.TenantDirectory;
import com.flowex.platform.work.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(Ground.class);

    /**
     * Opens it, the database last.
     *
     * @throws com.flowex.platform.config.StartupException if something is missing
     */
    public static Ground open(Settings settings) {
        sayWhetherTokensEnd(settings);
        if (settings.identity().lostKeys() == IdentitySettings.Lost.FORGET) {
            AuditLog.forgetLostKey(settings.audit());
        }
        AccessTokens tokens = new AccessTokens(
                SigningKeys.of(settings.identity().signing()), settings.accessTokenLife(), InstantSource.system());
        Telemetry telemetry = new Telemetry(settings.profile());
        Health health = new Health();
        Workers workers = new Workers(health, telemetry.registry());
        Optional<Redis> redis = Redis.open(settings.redis(), settings.features().circuitBreaker());
        Database database = Database.open(settings.database(), settings.databaseLimits(), workers);
        try {
            return new Ground(
                    settings,
                    tokens,
                    telemetry,
                    health,
                    database,
                    redis,
                    AuditLog.open(settings.audit(), database, InstantSource.system(), workers),
                    TenantDirectory.open(database, settings, workers));
        } catch (RuntimeException refused) {
            // The next start of this process finds nothing that is still open.
            database.close();
            redis.ifPresent(Redis::close);
            throw refused;
        }
    }

    /** Lost with its file, this secret costs everybody a new token, and nobody anything else: a line is enough. */
    private static void sayWhetherTokensEnd(Settings settings) {
        if (settings.identity().signing().secret() instanceof SecretSource.Kept(Path file)
                && !Files.exists(file)
                && Files.exists(settings.dataDirectory().resolve("node/log"))) {
            LOG.warn("{} is gone and is made anew: every access token has ended, sessions ask for new ones", file);
        }
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
