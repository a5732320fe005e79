package com.flowex.access.http.caller;

import com.flowex.access.RelayToken;
import com.flowex.access.auth.DuplicateDetector;
import io.helidon.http.Headers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifier of the gateway's statements about a request's sender. It accepts a statement that is signed with the shared
 * key, fresh, and seen for the first time. Any other is ignored and counted. Thread-safe.
 */
public final class RelayTokenVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(RelayTokenVerifier.class);

    /** Largest difference between the clocks of gateway and service, including the transmission. */
    static final Duration FRESH = Duration.ofSeconds(30);

    private final RelayToken key;
    private final DuplicateDetector detector;
    private final InstantSource clock;
    private final Counter believed;
    private final Counter forged;
    private final Counter stale;
    private final Counter repeated;
    private final AtomicBoolean warned = new AtomicBoolean();

    public RelayTokenVerifier(String key, DuplicateDetector detector, InstantSource clock, MeterRegistry meters) {
        this.key = new RelayToken(key);
        this.detector = detector;
        this.clock = clock;
        this.believed = counter(meters, "believed");
        this.forged = counter(meters, "forged");
        this.stale = counter(meters, "stale");
        this.repeated = counter(meters, "repeated");
    }

    private static Counter counter(MeterRegistry meters, String judged) {
        return Counter.builder("flowex.http.relay.tokens")
                .description("Requests with a gateway's relay token, by the result of its check")
                .tag("outcome", judged)
                .register(meters);
    }

    /** Returns the client's address, if the gateway vouches for it. */
    Optional<InetAddress> addressOf(Headers headers, String method, String target) {
        if (!headers.contains(RelayToken.HEADER)) {
            return Optional.empty();
        }
        String id = headers.contains(RequestId.HEADER)
                ? headers.get(RequestId.HEADER).get()
                : "";
        return key.read(headers.get(RelayToken.HEADER).get(), new RelayToken.Spoken(method, target, id))
                .map(this::judged)
                .orElseGet(() -> disbelieved(forged, "forged, or signed with another FLOWEX_GATEWAY_KEY"));
    }

    private Optional<InetAddress> judged(RelayToken.Words words) {
        if (Math.abs(clock.millis() - words.unixMillis()) > FRESH.toMillis()) {
            return disbelieved(stale, "stale: the gateway's clock and this one are more than 30 s apart");
        }
        // Longer than it can be fresh, whichever clock is ahead.
        if (!detector.isFirst("gateway " + words.nonce(), FRESH.multipliedBy(2).plusSeconds(1))) {
            return disbelieved(repeated, "seen before");
        }
        believed.increment();
        return Optional.of(InetAddress.ofLiteral(words.address()));
    }

    /** Logs one line for all rejected statements, because a rejected sender could fill the log. */
    private Optional<InetAddress> disbelieved(Counter counter, String why) {
        counter.increment();
        if (!warned.getAndSet(true)) {
            LOG.warn("a gateway's relay token is {}; the connection's address is used instead", why);
        }
        return Optional.empty();
    }
}
