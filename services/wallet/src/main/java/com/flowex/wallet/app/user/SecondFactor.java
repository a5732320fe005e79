package com.flowex.wallet.app.user;

import com.flowex.access.auth.Caller;
import com.flowex.domain.value.AccountId;
import org.jspecify.annotations.Nullable;

/** Second-factor check. */
@FunctionalInterface
public interface SecondFactor {

    /**
     * Checks the code; a user without a second factor passes.
     *
     * @param code code as sent; empty if none was
     * @throws com.flowex.platform.errors.Refusal {@code second_factor_required}, {@code invalid_code}, {@code
     *     too_many_attempts}
     */
    void require(long userId, AccountId account, String code);

    /**
     * Checks the caller's second factor.
     *
     * @param code code as sent
     * @throws com.flowex.platform.errors.Refusal as {@link #require}
     */
    default void confirm(Caller caller, @Nullable String code) {
        require(caller.userId(), caller.account(), code == null ? "" : code);
    }
}
