package com.flowex.risk.app.watch;

/** Sends mails to the owner of an account. */
@FunctionalInterface
public interface AlertMailSender {

    /**
     * Sends a mail now; does nothing if the account has no owner with an address.
     *
     * @throws Exception if the mail was not accepted
     */
    void write(int tenant, long account, String subject, String text) throws Exception;
}
