package com.flowex.listings.provider;

import com.flowex.platform.failure.TransientFault;
import java.time.Duration;

/** A provider was not called because its circuit breaker is open: no attempt was made, so none is counted. */
public final class ProviderCircuitOpenException extends ProviderException implements TransientFault {

    private static final long serialVersionUID = 1L;

    private final String provider;

    ProviderCircuitOpenException(String provider, Duration rest) {
        super(provider + " failed too often and is left alone for " + rest, false, 0);
        this.provider = provider;
    }

    @Override
    public String away() {
        return provider;
    }
}
