package com.flowex.platform.http;

import com.flowex.platform.access.Caller;
import com.flowex.platform.config.AddressRange;
import com.flowex.platform.limits.RateLimits;
import com.flowex.platform.refusal.Refusal;
import com.flowex.platform.refusal.RefusalCode;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Holds requests to their rate limits, and tells senders what they have left. */
final class Limiter {

    private static final HeaderName TIER = HeaderNames.create("X-Rate-Tier");
    private static final HeaderName LIMIT = HeaderNames.create("X-RateLimit-Limit");
    private static final HeaderName REMAINING = HeaderNames.create("X-RateLimit-Remaining");
    private static final HeaderName WEIGHT = HeaderNames.create("X-RateLimit-Weight");
    private static final String BENCHMARK = "benchmark";
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final RateLimits limits;
    private final List<AddressRange> benchmarkFrom;

    Limiter(RateLimits limits, List<AddressRange> benchmarkFrom) {
        this.limits = limits;
        this.benchmarkFrom = List.copyOf(benchmarkFrom);
    }

    RateLimits limits() {
        return limits;
    }

    /**
     * Whether a request asks for the tier without limits and comes, not forwarded by anybody, from where it may. A page
     * of another origin cannot send the header: it would have to ask first, and is refused.
     */
    boolean isBenchmark(Headers headers, InetAddress peer) {
        return headers.contains(TIER)
                && BENCHMARK.equals(headers.get(TIER).get())
                && !headers.contains(HeaderNames.X_FORWARDED_FOR)
                && benchmarkFrom.stream().anyMatch(range -> range.contains(peer));
    }

    /** @throws Refusal 429 with Retry-After */
    void admit(Incoming incoming, Supplier<RateLimits.Verdict> asked) {
        if (isBenchmark(incoming.headers(), incoming.peer())) {
            return;
        }
        ServerResponse response = incoming.response();
        switch (asked.get()) {
            case RateLimits.Verdict.Granted(long limit, long remaining) -> tell(response, limit, remaining);
            case RateLimits.Verdict.Refused refused -> {
                tell(response, refused.limit(), 0);
                throw problem(refused, "requests");
            }
        }
    }

    /** @throws Refusal 429 with Retry-After, if that is what the verdict is */
    static void require(RateLimits.Verdict verdict) {
        if (verdict instanceof RateLimits.Verdict.Refused refused) {
            throw problem(refused, "requests");
        }
    }

    static RateLimits.Sender sender(Caller known) {
        return new RateLimits.Sender(known.tenant(), Long.toString(known.userId()), Set.of(known.tier()));
    }

    static Refusal problem(RateLimits.Verdict.Refused refused, String ofWhat) {
        long seconds = Math.max(1, Math.ceilDiv(refused.waitNanos(), NANOS_PER_SECOND));
        String detail = refused.whose() + " may send " + refused.limit() + " " + ofWhat + " a minute; ask again in "
                + seconds + " s";
        return Refusal.forNow(RefusalCode.RATE_LIMITED, detail, seconds);
    }

    /** How many requests a request of this weight counts as, for its answer. */
    static Header weight(int requests) {
        return HeaderValues.createCached(WEIGHT, Integer.toString(requests));
    }

    private static void tell(ServerResponse response, long limit, long remaining) {
        response.header(HeaderValues.create(LIMIT, Long.toString(limit)));
        response.header(HeaderValues.create(REMAINING, Long.toString(remaining)));
    }
}
