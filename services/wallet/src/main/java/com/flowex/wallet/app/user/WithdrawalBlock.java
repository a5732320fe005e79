package com.flowex.wallet.app.user;

/** Block of withdrawals by administrators. */
@FunctionalInterface
public interface WithdrawalBlock {

    /**
     * Requires that the user may withdraw. It is checked at the request, and again before money leaves.
     *
     * @throws com.flowex.platform.errors.Refusal {@code account_restricted}
     */
    void requireMayPay(int tenant, long userId);
}
