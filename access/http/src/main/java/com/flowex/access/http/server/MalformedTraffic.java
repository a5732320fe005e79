package com.flowex.access.http.server;

import com.flowex.access.http.response.HttpStatuses;
import com.flowex.access.http.route.Limiter;
import com.flowex.access.http.route.Policies;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.platform.errors.Refusal;
import io.helidon.http.Headers;
import java.net.InetAddress;

/**
 * Counter of data that is refused before it is a request: bytes that are no HTTP, ambiguous framing, endless headers.
 * Only the connection's address identifies the sender.
 */
final class MalformedTraffic {

    private static final ScopedValue<InetAddress> PEER = ScopedValue.newInstance();

    private MalformedTraffic() {}

    /** Work on a connection. */
    interface Work {
        void run() throws InterruptedException;
    }

    /** Runs the work on a connection with its address as context. */
    static void within(InetAddress peer, Work work) throws InterruptedException {
        ScopedValue.where(PEER, peer).<Void, InterruptedException>call(() -> {
            work.run();
            return null;
        });
    }

    /** Draws on the address's budget for one refusal. */
    static RateLimits.Verdict count(Policies policies, InetAddress address) {
        return policies.limiter()
                .map(limiter -> limiter.limits().unknownSender(address))
                .orElse(new RateLimits.Verdict.Granted(0, 0));
    }

    /** Counts a refusal; returns it, or a rate-limit refusal if there were too many. */
    static Refusal counted(Policies policies, Headers headers, Refusal answer) {
        int status = HttpStatuses.of(answer);
        boolean ours = status >= 500 && status != 505;
        if (ours || !PEER.isBound()) {
            return answer;
        }
        InetAddress address = policies.addresses().of(PEER.get(), headers);
        return count(policies, address) instanceof RateLimits.Verdict.Refused refused
                ? Limiter.problem(refused, "requests")
                : answer;
    }
}
