package com.flowex.edge.tenancy;

import com.flowex.domain.AccountId;
import java.util.Optional;

/** Who of a tenant can be sent money, by what others know them by; identity knows. */
@FunctionalInterface
public interface Receivers {

    /**
     * The account of somebody who can receive. Asking for nobody is counted against who asks: whoever guesses waits.
     *
     * @param asker whose tenant is searched, and no other
     * @param name an e-mail address or the number of an account
     * @return empty for whoever is not there, and for whoever is there and can receive nothing
     * @throws com.flowex.ground.refusal.Refusal {@code too_many_attempts}
     */
    Optional<AccountId> find(AccountId asker, String name);

    /**
     * The account of this name, whether it can receive now or not; to be asked only for a name that the asker has sent to
     * before.
     */
    default Optional<AccountId> past(AccountId asker, String name) {
        return find(asker, name);
    }
}
