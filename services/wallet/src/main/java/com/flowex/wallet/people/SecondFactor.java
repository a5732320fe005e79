package com.flowex.wallet.people;

import com.flowex.domain.AccountId;
import com.flowex.edge.access.Caller;
import org.jspecify.annotations.Nullable;

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

    /**
     * Asks who calls.
     *
     * @param code as sent
     * @throws com.flowex.ground.refusal.Refusal as {@link #require}
     */
    default void confirm(Caller caller, @Nullable String code) {
        require(caller.userId(), caller.account(), code == null ? "" : code);
    }
}
