package com.flowex.wallet.app.user;

import com.flowex.domain.value.AccountId;

/** Confirmation of a payment by the owner of its account. */
@FunctionalInterface
public interface PaymentConfirmation {

    /**
     * Content of a payment: a mailed code is good for exactly this.
     *
     * @param kind withdrawal or transfer
     * @param amount amount with its asset, as in "1.5 BTC"
     * @param network network, or internal for a transfer to another user
     * @param address canonical address, or the number of an account
     */
    record Payment(String kind, String amount, String network, String address, String memo) {}

    /**
     * Checks the code of a second factor, or the mailed code of a user without one, where such codes are on.
     *
     * @param code code as sent; empty if none was
     * @throws com.flowex.platform.errors.Refusal {@code second_factor_required}, {@code invalid_code}, {@code
     *     too_many_attempts}
     */
    void require(AccountId account, long userId, Payment payment, String code);
}
