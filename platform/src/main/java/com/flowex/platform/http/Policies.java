package com.flowex.platform.http;

import com.flowex.platform.audit.AuditLog;
import com.flowex.platform.config.Settings;
import com.flowex.platform.limits.RateLimits;
import java.util.Optional;

/**
 * What the chain holds every request to, the same for every deployment.
 *
 * @param limiter absent: nobody is limited
 * @param seats of WebSockets
 * @param audit absent: nothing is audited
 * @param tenancy whose a request is
 * @param bodyBytesMax longest body
 * @param debug whether the answer to a fault of ours says what it was
 */
record Policies(
        ClientAddress addresses,
        CrossOrigin crossOrigin,
        SecurityHeaders headers,
        Optional<Limiter> limiter,
        Seats seats,
        RequestLog log,
        Optional<AuditLog> audit,
        Tenancy tenancy,
        int bodyBytesMax,
        boolean debug) {

    static Policies of(Settings settings, Optional<RateLimits> limits, Optional<AuditLog> audit, Tenancy tenancy) {
        return new Policies(
                new ClientAddress(settings.http().trustedProxies()),
                new CrossOrigin(settings.http().corsOrigins()),
                new SecurityHeaders(settings.http().hstsAge()),
                limits.map(all -> new Limiter(all, settings.limits().benchmarkFrom())),
                new Seats(settings.limits().sockets()),
                RequestLog.of(settings),
                audit,
                tenancy,
                settings.http().bodyBytesMax(),
                settings.features().debug());
    }
}
