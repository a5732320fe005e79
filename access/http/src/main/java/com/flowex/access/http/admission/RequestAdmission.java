package com.flowex.access.http.admission;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.caller.Authentication;
import com.flowex.access.http.response.HttpStatuses;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Limiter;
import com.flowex.access.http.route.Policies;
import com.flowex.access.http.route.RequestContext;
import com.flowex.access.http.route.Route;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.platform.errors.Refusal;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Admission of a request that has a route: forged pages, authentication, tenant, rate limit, permission, accepted
 * parameters, in this order. Every refusal on the way is counted, and nothing is looked up for an unknown sender before
 * their address's budget was checked (ADR 0076).
 */
public final class RequestAdmission {

    private final Authentication authentication;
    private final Policies policies;

    public RequestAdmission(Authentication authentication, Policies policies) {
        this.authentication = authentication;
        this.policies = policies;
    }

    /** @throws Refusal if it is not admitted */
    public void admit(RequestContext incoming, Route route, RateLimitScope counting) {
        incoming.acceptParameters(route.takes());
        if (counting == RateLimitScope.PUBLIC_DATA) {
            incoming.asksForPublicData();
        }
        counted(incoming, route.name(), () -> {
            policies.crossOrigin().refuseForged(incoming.method(), incoming.headers());
            identify(incoming, route);
            settleTenant(incoming, route, counting);
        });
        draw(incoming, route, counting);
        incoming.isAdmitted();
        requirePermission(Optional.ofNullable(incoming.caller()), route.access());
        if (route.isServed()) {
            incoming.requireWhatItTakes();
        }
    }

    /** Counts a sender that is refused before they are identified like an address without a token. */
    private void counted(RequestContext incoming, String route, Runnable work) {
        try {
            work.run();
        } catch (Refusal refused) {
            if (HttpStatuses.of(refused) != HttpStatuses.TOO_MANY) {
                unknown(incoming, route);
            }
            throw refused;
        }
    }

    /** Counts an unknown sender. */
    public void unknown(RequestContext incoming, String route) {
        policies.limiter()
                .ifPresent(limiter -> limiter.admit(
                        incoming, () -> limiter.limits().anonymous(route, incoming.tenant(), incoming.address(), 1)));
    }

    /** Notifies the listener of callers' access that this one was refused. */
    public void forbidden(Caller caller, RequestContext incoming) {
        authentication.forbidden(caller, incoming.address());
    }

    private Authentication.Asking asking(RequestContext incoming, Route route) {
        return new Authentication.Asking(
                incoming.sent(), route.dialect().signing(), incoming.address(), () -> unknown(incoming, route.name()));
    }

    private void identify(RequestContext incoming, Route route) {
        if (!(route.access() instanceof Access.Anybody)) {
            incoming.from(authentication.callerOf(asking(incoming, route)));
        }
    }

    private void settleTenant(RequestContext incoming, Route route, RateLimitScope counting) {
        if (!counting.hasTenant()) {
            return;
        }
        Optional<Caller> caller =
                Optional.ofNullable(incoming.caller()).or(() -> authentication.volunteered(asking(incoming, route)));
        int proven = caller.map(Caller::tenant).orElse(0);
        incoming.isFor(policies.tenancy().settle(incoming.headers(), proven, ""), proven);
        route.feature().ifPresent(feature -> policies.tenancy().requireOn(feature, incoming.tenant()));
    }

    private void draw(RequestContext incoming, Route route, RateLimitScope counting) {
        if (policies.limiter().isEmpty() || counting == RateLimitScope.FREE) {
            return;
        }
        Limiter limiter = policies.limiter().get();
        IntConsumer drawing =
                weight -> limiter.admit(incoming, () -> verdict(limiter.limits(), incoming, route, counting, weight));
        drawing.accept(route.weight());
        incoming.drawsBy(drawing);
    }

    private static RateLimits.Verdict verdict(
            RateLimits limits, RequestContext incoming, Route route, RateLimitScope counting, int weight) {
        @Nullable Caller caller = incoming.caller();
        String name = route.name();
        if (caller != null) {
            RateLimits.Sender sender = Limiter.sender(caller);
            return route.cancels() ? limits.canceling(name, sender, weight) : limits.known(name, sender, weight);
        }
        return switch (counting) {
            case FILES -> limits.files(incoming.address());
            case WATCHING -> limits.watching(incoming.address());
            case PUBLIC_DATA -> limits.publicData(name, incoming.tenant(), incoming.address(), weight);
            case SENDER, FREE -> limits.anonymous(name, incoming.tenant(), incoming.address(), weight);
        };
    }

    /**
     * Requires a permission. It is called after the caller is identified and counted, so that the audit log names them
     * and attempts are limited.
     */
    static void requirePermission(Optional<Caller> caller, Access access) {
        switch (access) {
            case Access.Anybody _ -> {}
            case Access.Known _ when caller.isPresent() -> {}
            case Access.Known _ -> throw Refusal.unauthorized("authenticate first");
            case Access.Permitted(Permission permission) -> {
                if (caller.filter(known -> known.may(permission)).isEmpty()) {
                    throw Refusal.forbidden("this needs the permission " + permission.label());
                }
            }
        }
    }
}
