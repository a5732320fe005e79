package com.flowex.wallet.app.user;

import java.util.Optional;

/** Right of the person or the API key that requested a payment. */
@FunctionalInterface
public interface WithdrawalRight {

    /**
     * Requires that the user, and the API key that requested the payment, may still withdraw. It is read now, not from a
     * cache.
     *
     * @param apiKey id of the API key; empty if it was requested in a session
     * @throws com.flowex.platform.errors.Refusal {@code forbidden}
     */
    void require(int tenant, long userId, Optional<String> apiKey);
}
