package com.flowex.access.http.route;

import com.flowex.access.auth.Caller;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.errors.Refusal;

/** Choice of the account that a request is for, among those of its caller. */
@FunctionalInterface
public interface AccountChoice {

    /**
     * Returns the account of the caller with a name, as sent.
     *
     * @throws Refusal if the caller has none of that name
     */
    AccountId of(Caller caller, String name);
}
