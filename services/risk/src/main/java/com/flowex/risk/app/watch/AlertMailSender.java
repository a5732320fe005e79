package com.flowex.risk.app.watch;

/** Sends mails to the owner of an account. */
@FunctionalInterface
public interface AlertMailSender {

    /**
     * Sends a mail now.
     *
     * @return false if the account has no owner, or the owner wants no mails of alerts
     * @throws Exception if the mail was not accepted
     */
    boolean write(int tenant, long account, String subject, String text) throws Exception;
}
