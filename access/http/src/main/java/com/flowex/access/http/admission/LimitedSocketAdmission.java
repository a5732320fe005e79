package com.flowex.access.http.admission;

import com.flowex.access.auth.Caller;
import com.flowex.access.http.caller.Authentication;
import com.flowex.access.http.caller.SignatureScheme;
import com.flowex.access.http.caller.TenantResolver;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Limiter;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.access.tenancy.Tenant;
import com.flowex.platform.errors.Refusal;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Rules for one client of a WebSocket.
 *
 * @param limiter rate limits; absent for none
 */
record LimitedSocketAdmission(
        Authentication authentication, TenantResolver tenancy, Optional<Limiter> limiter, int tenant, InetAddress from)
        implements SocketAdmission {

    private static final String ROUTE = "GET /ws";

    @Override
    public Caller bearer(String token) {
        return loggedIn(() -> authentication.verified(token));
    }

    @Override
    public Caller signer(SignatureScheme.Claim claim) {
        return loggedIn(() -> authentication.proven(claim, from, toll(limiter, from)));
    }

    /** Authenticates as in a handshake: a client that guesses tokens or signatures is limited as an address. */
    private Caller loggedIn(Supplier<Caller> proof) {
        try {
            Caller caller = proof.get();
            tenancy.same(caller.tenant(), tenant);
            return caller;
        } catch (Refusal refused) {
            limiter.ifPresent(limits -> countUnknown(limits, from, WebSocketUpgrader.WEIGHT));
            throw refused;
        }
    }

    /** Returns the cost of a request for a key that was not proved from this address. */
    static Runnable toll(Optional<Limiter> limiter, InetAddress from) {
        return () -> limiter.ifPresent(limits -> countUnknown(limits, from, 1));
    }

    static void countUnknown(Limiter limiter, InetAddress from, int weight) {
        Limiter.require(limiter.limits().anonymous(ROUTE, Tenant.DEFAULT, from, weight));
    }

    @Override
    public void requireInTime(SignatureScheme.Claim claim) {
        authentication.requireInTime(claim);
    }

    @Override
    public Optional<RateLimits.Verdict.Granted> admit(SocketClient.SocketMessage message, Optional<Caller> asker) {
        message.whole().ifPresent(feature -> tenancy.requireOn(feature, tenant));
        Optional<RateLimits.Verdict.Granted> drawn = draw(message, asker, message.weight());
        RequestAdmission.requirePermission(asker, message.access());
        return drawn;
    }

    @Override
    public Optional<RateLimits.Verdict.Granted> draw(
            SocketClient.SocketMessage message, Optional<Caller> asker, int requests) {
        return limiter.map(all -> granted(verdict(all.limits(), message, asker, requests)));
    }

    private static RateLimits.Verdict.Granted granted(RateLimits.Verdict verdict) {
        return switch (verdict) {
            case RateLimits.Verdict.Granted granted -> granted;
            case RateLimits.Verdict.Refused refused -> throw Limiter.problem(refused, "requests");
        };
    }

    /** Returns the verdict as for a request over HTTP: public data counts against the address. */
    private RateLimits.Verdict verdict(
            RateLimits limits, SocketClient.SocketMessage message, Optional<Caller> asker, int requests) {
        if (asker.isEmpty() || message.access() instanceof Access.Anybody) {
            return limits.publicData(message.name(), tenant, from, requests);
        }
        RateLimits.Sender sender = Limiter.sender(asker.get());
        return message.cancels()
                ? limits.canceling(message.name(), sender, requests)
                : limits.known(message.name(), sender, requests);
    }

    @Override
    public Optional<String> reasonToPart(Caller caller, long sinceMillis) {
        return authentication.reasonToPart(caller, sinceMillis);
    }
}
