package com.flowex.p2p.app.notice;

import com.flowex.domain.value.AccountId;

/** Letters and pushes to people. */
public interface NoticeMailer {

    /** Subject, by which people choose the ways of their notices. */
    enum Subject {
        TRADE,
        MESSAGE
    }

    /** Returns the code of the language that the owner of an account prefers; empty if it is unknown. */
    String language(AccountId account);

    /**
     * Writes to the owner of an account by the ways that the owner has chosen.
     *
     * @throws Exception if it was not accepted
     */
    void write(AccountId account, Subject about, String subject, String text) throws Exception;
}
