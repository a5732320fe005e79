package com.flowex.gateway.relay;

import com.flowex.edge.http.GatewayVoucher;
import com.flowex.ground.tracing.Tracing;
import java.time.InstantSource;
import java.util.Optional;

/** Dependencies that the relays of calls and of WebSockets share. */
public record RelayParts(RelayedHead heads, CallClock clock, RelayFigures figures, RetryPause pause, Tracing tracing) {

    /**
     * Creates the dependencies.
     *
     * @param voucher signer of the client's address; if absent, services see the client's address only where they trust
     *     this gateway's
     */
    public static RelayParts of(
            Optional<GatewayVoucher> voucher,
            CallClock clock,
            RelayFigures figures,
            RetryPause pause,
            Tracing tracing) {
        return new RelayParts(new RelayedHead(voucher, InstantSource.system()), clock, figures, pause, tracing);
    }
}
