package com.flowex.trading.store.account;

import com.flowex.domain.value.AccountId;
import java.util.List;

/**
 * Listener for committed account events. The view's writer calls it and does not wait, so a listener must not block.
 */
public interface AccountListener {

    /** Listener that wants no account. */
    AccountListener NO_LISTENER = new AccountListener() {
        @Override
        public boolean isRequested(AccountId account) {
            return false;
        }

        @Override
        public void onEvents(AccountId account, long first, List<AccountEvent> events) {}
    };

    /** Returns true if the events of this account are wanted. */
    boolean isRequested(AccountId account);

    /**
     * Receives committed events of an account.
     *
     * @param first number of the first event; the others follow without gaps
     */
    void onEvents(AccountId account, long first, List<AccountEvent> events);
}
