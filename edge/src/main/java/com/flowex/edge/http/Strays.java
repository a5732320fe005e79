package com.flowex.edge.http;

import com.flowex.edge.limits.RateLimits;
import com.flowex.ground.refusal.Refusal;
import io.helidon.http.Headers;
import java.net.InetAddress;

/**
 * Counts what is refused before it is a request: bytes that are no HTTP, doubtful framing, headers without end. Nothing but the
 * connection's other end says who sent it.
 */
final class Strays {

    private static final ScopedValue<InetAddress> PEER = ScopedValue.newInstance();

    private Strays() {}

    /** A connection's work. */
    interface Work {
        void run() throws InterruptedException;
    }

    /** Does a connection's work knowing whose connection it is. */
    static void within(InetAddress peer, Work work) throws InterruptedException {
        ScopedValue.where(PEER, peer).<Void, InterruptedException>call(() -> {
            work.run();
            return null;
        });
    }

    /** Draws for one refusal. */
    static RateLimits.Verdict count(Policies policies, InetAddress address) {
        return policies.limiter()
                .map(limiter -> limiter.limits().stray(address))
                .orElse(new RateLimits.Verdict.Granted(0, 0));
    }

    /** The answer to what is refused: this one, or that there is too much of it. */
    static Refusal counted(Policies policies, Headers headers, Refusal answer) {
        int status = Statuses.of(answer);
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
