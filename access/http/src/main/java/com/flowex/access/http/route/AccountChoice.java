package com.flowex.access.http.route;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.errors.Refusal;

/** Choice of the account that a request is for, among those of its caller. */
@FunctionalInterface
public interface AccountChoice {

    /**
     * Returns the account of the caller with a name, as sent.
     *
     * @param main the caller's own account
     * @throws Refusal if the caller has none of that name
     */
    AccountId of(AccountId main, String name);
}
