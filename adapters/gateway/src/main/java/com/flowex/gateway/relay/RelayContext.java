package com.flowex.gateway.relay;

import com.flowex.access.RelayToken;
import com.flowex.platform.tracing.Tracing;
import java.time.InstantSource;
import java.util.Optional;

/** Dependencies that the relays of calls and of WebSockets share. */
public record RelayContext(
        RequestHeadWriter heads, CallDeadlines clock, RelayMetrics figures, RetryBackoff pause, Tracing tracing) {

    /**
     * Creates the dependencies.
     *
     * @param token signer of the client's address; if absent, services see the client's address only where they trust
     *     this gateway's
     */
    public static RelayContext of(
            Optional<RelayToken> token,
            CallDeadlines clock,
            RelayMetrics figures,
            RetryBackoff pause,
            Tracing tracing) {
        return new RelayContext(new RequestHeadWriter(token, InstantSource.system()), clock, figures, pause, tracing);
    }
}
