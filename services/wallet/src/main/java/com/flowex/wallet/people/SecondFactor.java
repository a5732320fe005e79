package com.flowex.wallet.people;

import com.flowex.domain.AccountId;

/** Asks a user for their second factor once more. */
@FunctionalInterface
public interface SecondFactor {

    /**
     * Nothing is asked of who has none.
     *
     * @param code as sent; empty if none was
     * @throws com.flowex.ground.refusal.Refusal {@code second_factor_required}, {@code invalid_code}, {@code too_many_attempts}
     */
    void require(long userId, AccountId account, String code);
}
