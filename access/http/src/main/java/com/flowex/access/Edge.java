package com.flowex.access;

import com.flowex.access.auth.token.AccessTokens;
import com.flowex.access.auth.token.SigningKeys;
import com.flowex.access.auth.token.TokenSettings;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.audit.AuditLog;
import com.flowex.audit.AuditSettings;
import com.flowex.audit.SealedAddresses;
import com.flowex.platform.Platform;
import com.flowex.platform.crypto.SealingSettings;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.settings.SecretSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Edge of one process: everything that checks its requests, namely their tenant, their credentials and their audit
 * trail.
 */
public record Edge(
        Platform platform, EdgeSettings settings, AccessTokens tokens, AuditLog audit, TenantDirectory tenants)
        implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);

    /**
     * Opens the edge.
     *
     * @param platform platform of the process; its opener closes it
     * @throws com.flowex.platform.settings.StartupException if something is missing
     */
    public static Edge open(Platform platform, EdgeSettings settings, AuditSettings audited, AccessTokens tokens) {
        if (platform.settings().sealing().lost() == SealingSettings.LostKeyPolicy.FORGET) {
            AuditLog.forgetLostKey(audited);
        }
        Workers workers = platform.workers();
        AuditLog audit =
                AuditLog.open(audited, platform.database(), addresses(platform), InstantSource.system(), workers);
        try {
            TenantDirectory tenants = TenantDirectory.open(
                    platform.database(),
                    settings.tenancy().refresh(),
                    settings.limits().tenant(),
                    workers);
            measure(platform.telemetry().registry(), tokens, tenants);
            return new Edge(platform, settings, tokens, audit, tenants);
        } catch (RuntimeException refused) {
            // The next start of this process must find nothing that is still open.
            audit.close();
            throw refused;
        }
    }

    /** Returns the component that opens and seals addresses in the audit log. */
    public static SealedAddresses addresses(Platform platform) {
        return new SealedAddresses(
                platform.database(), platform.settings().sealing().keys());
    }

    private static void measure(MeterRegistry registry, AccessTokens tokens, TenantDirectory tenants) {
        tokens.register(registry);
        for (Tenant.Status status : Tenant.Status.values()) {
            Gauge.builder("flowex.tenants", tenants, directory -> directory.all().values().stream()
                            .filter(tenant -> tenant.status() == status)
                            .count())
                    .description("Tenants by status")
                    .tag("status", status.label())
                    .register(registry);
        }
    }

    /**
     * Creates the access tokens with their signing keys. Call it before the log is opened: without a log, a missing key
     * is not a loss. If the secret was lost with its file, every user needs a new token and loses nothing else, so a
     * log line is enough.
     *
     * @param data folder that contains the log
     */
    public static AccessTokens tokens(Path data, TokenSettings settings) {
        if (settings.signing().secret() instanceof SecretSource.Stored(Path file)
                && !Files.exists(file)
                && Files.exists(data.resolve("node/log"))) {
            LOG.warn(
                    "{} is missing, so a new key is made: all access tokens are invalid, and sessions request new ones",
                    file);
        }
        return new AccessTokens(SigningKeys.of(settings.signing()), settings.life(), InstantSource.system());
    }

    /** Closes everything that it opened; the platform stays open. */
    @Override
    public void close() {
        tenants.close();
        audit.close();
    }
}
