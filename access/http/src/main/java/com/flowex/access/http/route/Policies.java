package com.flowex.access.http.route;

import com.flowex.access.EdgeSettings;
import com.flowex.access.HttpSettings;
import com.flowex.access.auth.LocalDuplicateDetector;
import com.flowex.access.http.caller.ClientAddress;
import com.flowex.access.http.caller.RelayTokenVerifier;
import com.flowex.access.http.caller.TenantResolver;
import com.flowex.access.http.connection.OpenConnections;
import com.flowex.access.http.connection.RequestLog;
import com.flowex.access.http.connection.SocketSlots;
import com.flowex.access.http.response.CrossOrigin;
import com.flowex.access.http.response.SecurityHeaders;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.audit.AuditLog;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.settings.FeatureFlags;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Policies that the chain applies to every request, the same for every deployment.
 *
 * @param limiter rate limits; absent for none
 * @param connections number of connections of each address
 * @param slots slots for WebSockets
 * @param audit audit log; absent for none
 * @param tenancy resolves the tenant of a request
 * @param sequences returns the number of the last event acknowledged to an account; 0 for none
 * @param bodyBytesMax longest body, bytes
 * @param debug true if the answer to an internal fault contains its reason
 */
public record Policies(
        ClientAddress addresses,
        CrossOrigin crossOrigin,
        SecurityHeaders headers,
        Optional<Limiter> limiter,
        OpenConnections connections,
        SocketSlots slots,
        RequestLog log,
        Optional<AuditLog> audit,
        TenantResolver tenancy,
        ToLongFunction<AccountId> sequences,
        int bodyBytesMax,
        boolean debug) {

    /** Returns a builder of policies without rate limits, audit log and tenants. */
    public static Builder builder(EdgeSettings settings, FeatureFlags features) {
        return new Builder(settings, features);
    }

    /** Builder of the policies of a server. */
    public static final class Builder {

        private final EdgeSettings settings;
        private final FeatureFlags features;
        private Optional<RateLimits> limits = Optional.empty();
        private Optional<AuditLog> audit = Optional.empty();
        private TenantResolver tenancy = TenantResolver.none();
        private ToLongFunction<AccountId> sequences = _ -> 0;

        private Builder(EdgeSettings settings, FeatureFlags features) {
            this.settings = settings;
            this.features = features;
        }

        public Builder limits(RateLimits all) {
            this.limits = Optional.of(all);
            return this;
        }

        public Builder audit(AuditLog log) {
            this.audit = Optional.of(log);
            return this;
        }

        public Builder tenancy(TenantResolver resolver) {
            this.tenancy = resolver;
            return this;
        }

        public Builder sequences(ToLongFunction<AccountId> lastOf) {
            this.sequences = lastOf;
            return this;
        }

        /** Builds the policies, which count in {@code meters}. */
        public Policies build(MeterRegistry meters) {
            HttpSettings http = settings.http();
            Optional<RelayTokenVerifier> verifier = http.gatewayKey()
                    .map(key -> new RelayTokenVerifier(
                            key.secret(), new LocalDuplicateDetector(), InstantSource.system(), meters));
            ClientAddress addresses = new ClientAddress(http.trustedProxies(), verifier);
            return new Policies(
                    addresses,
                    new CrossOrigin(http.corsOrigins()),
                    new SecurityHeaders(http.hstsAge()),
                    limits.map(all -> new Limiter(all, settings.limits().benchmarkFrom(), meters)),
                    OpenConnections.counted(addresses, http.connectionsPerAddress(), meters),
                    new SocketSlots(settings.limits().sockets()),
                    RequestLog.of(http, features.debug()),
                    audit,
                    tenancy,
                    sequences,
                    http.bodyBytesMax(),
                    features.debug());
        }
    }
}
