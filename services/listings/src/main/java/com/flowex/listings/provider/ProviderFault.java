package com.flowex.listings.provider;

/** A provider does not answer, or says what nobody understands. */
public class ProviderFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean worthTrying;
    private final long retryAfterMillis;

    /** @param worthTrying whether the same question may be answered soon */
    ProviderFault(String why, boolean worthTrying, long retryAfterMillis) {
        super(why);
        this.worthTrying = worthTrying;
        this.retryAfterMillis = retryAfterMillis;
    }

    static ProviderFault passing(String why) {
        return new ProviderFault(why, true, 0);
    }

    static ProviderFault lasting(String why) {
        return new ProviderFault(why, false, 0);
    }

    boolean isWorthTrying() {
        return worthTrying;
    }

    /** So long it asked us to wait; 0 if it did not. */
    long retryAfterMillis() {
        return retryAfterMillis;
    }
}
