package com.flowex.wallet.people;

/** Whose money administrators let nothing leave of. */
@FunctionalInterface
public interface PayoutBan {

    /**
     * Asked when money is asked to leave, and again before it does.
     *
     * @throws com.flowex.ground.refusal.Refusal {@code account_restricted}
     */
    void requireMayPay(int tenant, long userId);
}
