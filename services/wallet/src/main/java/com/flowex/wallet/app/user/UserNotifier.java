package com.flowex.wallet.app.user;

import com.flowex.domain.value.AccountId;

/** Messages to users. */
@FunctionalInterface
public interface UserNotifier {

    /** Subject of a message, by which users choose the messages that they get. */
    enum Subject {
        DEPOSIT,
        WITHDRAWAL,
        /** A margin call, or the beginning of a liquidation. */
        MARGIN_CALL,
        /** A change that makes it easier to take money out; such messages cannot be switched off. */
        SECURITY
    }

    /**
     * Writes to the owner of an account; does nothing if there is no owner who can be written to, or the owner wants no
     * such messages.
     *
     * @throws Exception if the message was not accepted; the exception is a {@link com.flowex.platform.failure.TransientFault} if
     *     the failure is temporary
     */
    void write(AccountId account, Subject about, String subject, String text) throws Exception;

    /** Returns the code of the language that the owner of an account prefers; empty if it is unknown. */
    default String language(AccountId account) {
        return "";
    }
}
