package com.flowex.edge.http;

import com.flowex.audit.AuditLog;
import com.flowex.domain.AccountId;
import com.flowex.edge.EdgeSettings;
import com.flowex.edge.access.LocalOnceOnly;
import com.flowex.edge.limits.RateLimits;
import com.flowex.ground.settings.Features;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What the chain holds every request to, the same for every deployment.
 *
 * @param limiter absent: nobody is limited
 * @param connections of each address
 * @param seats of WebSockets
 * @param audit absent: nothing is audited
 * @param tenancy whose a request is
 * @param sequences number of the last event that an account was told of; 0: none
 * @param bodyBytesMax longest body
 * @param debug whether the answer to a fault of ours says what it was
 */
record Policies(
        ClientAddress addresses,
        CrossOrigin crossOrigin,
        SecurityHeaders headers,
        Optional<Limiter> limiter,
        OpenConnections connections,
        Seats seats,
        RequestLog log,
        Optional<AuditLog> audit,
        Tenancy tenancy,
        ToLongFunction<AccountId> sequences,
        int bodyBytesMax,
        boolean debug) {

    static Policies of(
            EdgeSettings settings,
            Features features,
            Optional<RateLimits> limits,
            Optional<AuditLog> audit,
            Tenancy tenancy,
            ToLongFunction<AccountId> sequences,
            MeterRegistry meters) {
        HttpSettings http = settings.http();
        Optional<Vouchers> vouchers = http.gatewayKey()
                .map(key -> new Vouchers(key.secret(), new LocalOnceOnly(), InstantSource.system(), meters));
        ClientAddress addresses = new ClientAddress(http.trustedProxies(), vouchers);
        return new Policies(
                addresses,
                new CrossOrigin(settings.http().corsOrigins()),
                new SecurityHeaders(settings.http().hstsAge()),
                limits.map(all -> new Limiter(all, settings.limits().benchmarkFrom(), meters)),
                OpenConnections.counted(addresses, settings.http().connectionsPerAddress(), meters),
                new Seats(settings.limits().sockets()),
                RequestLog.of(settings.http(), features.debug()),
                audit,
                tenancy,
                sequences,
                settings.http().bodyBytesMax(),
                features.debug());
    }
}
