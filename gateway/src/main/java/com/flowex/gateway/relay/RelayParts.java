package com.flowex.gateway.relay;

import com.flowex.edge.http.GatewayVoucher;
import com.flowex.ground.tracing.Tracing;
import java.time.InstantSource;
import java.util.Optional;

/** What relays of calls and of WebSockets share. */
public record RelayParts(RelayedHead heads, CallClock clock, RelayFigures figures, RetryPause pause, Tracing tracing) {

    /** @param voucher absent: services see where a call comes from only where they trust this gateway's address */
    public static RelayParts of(
            Optional<GatewayVoucher> voucher,
            CallClock clock,
            RelayFigures figures,
            RetryPause pause,
            Tracing tracing) {
        return new RelayParts(new RelayedHead(voucher, InstantSource.system()), clock, figures, pause, tracing);
    }
}
