package com.flowex.wallet.app.user;

import com.flowex.domain.value.AccountId;

/** Messages to users. */
@FunctionalInterface
public interface UserNotifier {

    /**
     * Writes to the owner of an account; does nothing if there is no owner who can be written to.
     *
     * @throws Exception if the message was not accepted; the exception is a {@link com.flowex.platform.failure.TransientFault} if
     *     the failure is temporary
     */
    void write(AccountId account, String subject, String text) throws Exception;
}
