package com.flowex.listings.provider;

/** Failure of a provider: it does not answer, or its answer is invalid. */
public class ProviderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean worthTrying;
    private final long retryAfterMillis;

    /** @param worthTrying true if a retry may succeed soon */
    ProviderException(String why, boolean worthTrying, long retryAfterMillis) {
        super(why);
        this.worthTrying = worthTrying;
        this.retryAfterMillis = retryAfterMillis;
    }

    static ProviderException transientFault(String why) {
        return new ProviderException(why, true, 0);
    }

    /** Returns a failure that a retry does not end. */
    public static ProviderException lasting(String why) {
        return new ProviderException(why, false, 0);
    }

    boolean isWorthTrying() {
        return worthTrying;
    }

    /** Returns the wait that the provider asked for; 0 if it did not. */
    long retryAfterMillis() {
        return retryAfterMillis;
    }
}
