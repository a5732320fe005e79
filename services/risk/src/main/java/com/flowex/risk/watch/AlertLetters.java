package com.flowex.risk.watch;

/** Writes to whoever owns an account. */
@FunctionalInterface
public interface AlertLetters {

    /**
     * Writes now; to nobody if the account has nobody who can be written to.
     *
     * @throws Exception if it was not taken
     */
    void write(int tenant, long account, String subject, String text) throws Exception;
}
