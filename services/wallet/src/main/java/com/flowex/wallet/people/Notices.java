package com.flowex.wallet.people;

import com.flowex.domain.AccountId;

/** Writes to users. */
@FunctionalInterface
public interface Notices {

    /**
     * Writes to the owner of an account; to nobody if it has none who can be written to.
     *
     * @throws Exception if it was not taken; one that is {@link com.flowex.ground.work.Passing} if that will pass
     */
    void write(AccountId account, String subject, String text) throws Exception;
}
