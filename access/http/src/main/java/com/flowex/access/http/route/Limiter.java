package com.flowex.access.http.route;

import com.flowex.access.auth.Caller;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.settings.AddressRange;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Enforcement of rate limits on requests, with headers that show the rest. */
public final class Limiter {

    private static final HeaderName TIER = HeaderNames.create("X-Rate-Tier");
    private static final String BENCHMARK = "benchmark";
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final RateLimits limits;
    private final List<AddressRange> benchmarkFrom;
    private final MeterRegistry meters;

    Limiter(RateLimits limits, List<AddressRange> benchmarkFrom, MeterRegistry meters) {
        this.meters = meters;
        this.limits = limits;
        this.benchmarkFrom = List.copyOf(benchmarkFrom);
        RateLimits.BUDGETS.forEach(this::limited);
    }

    public RateLimits limits() {
        return limits;
    }

    /**
     * Returns true if a request asks for the tier without limits and comes, without a proxy, from a permitted address.
     * A page of another origin cannot send the header, because its preflight request is refused.
     */
    public boolean isBenchmark(Headers headers, InetAddress peer) {
        return headers.contains(TIER)
                && BENCHMARK.equals(headers.get(TIER).get())
                && !headers.contains(HeaderNames.X_FORWARDED_FOR)
                && benchmarkFrom.stream().anyMatch(range -> range.contains(peer));
    }

    /** @throws Refusal 429 with Retry-After */
    public void admit(RequestContext incoming, Supplier<RateLimits.Verdict> verdict) {
        if (isBenchmark(incoming.headers(), incoming.peer())) {
            return;
        }
        switch (verdict.get()) {
            case RateLimits.Verdict.Granted(long limit, long remaining) -> report(incoming, limit, remaining);
            case RateLimits.Verdict.Refused refused -> {
                report(incoming, refused.limit(), 0);
                limited(refused.whose()).increment();
                throw problem(refused, "requests");
            }
        }
    }

    private Counter limited(String budget) {
        return Counter.builder("flowex.http.rate.limited")
                .description("Requests that a rate limit refused")
                .tag("limit", budget)
                .register(meters);
    }

    /** @throws Refusal 429 with Retry-After, if the verdict is a refusal */
    public static void require(RateLimits.Verdict verdict) {
        if (verdict instanceof RateLimits.Verdict.Refused refused) {
            throw problem(refused, "requests");
        }
    }

    public static RateLimits.Sender sender(Caller known) {
        return new RateLimits.Sender(known.tenant(), Long.toString(known.userId()), Set.of(known.tier()));
    }

    public static Refusal problem(RateLimits.Verdict.Refused refused, String ofWhat) {
        long seconds = Math.max(1, Math.ceilDiv(refused.waitNanos(), NANOS_PER_SECOND));
        String detail = refused.whose() + " may send " + refused.limit() + " " + ofWhat + " a minute; ask again in "
                + seconds + " s";
        return Refusal.forNow(RefusalCode.RATE_LIMITED, detail, seconds);
    }

    private static void report(RequestContext incoming, long limit, long remaining) {
        for (Header header : incoming.dialect().limitHeaders().left(limit, remaining)) {
            incoming.response().header(header);
        }
    }
}
