package com.flowex.trading.account;

import com.flowex.domain.AccountId;
import java.util.List;

/** Hears what was committed for accounts; called by the view's writer, which waits for nobody. */
public interface AccountListener {

    /** When nobody listens. */
    AccountListener NOBODY = new AccountListener() {
        @Override
        public boolean isWanted(AccountId account) {
            return false;
        }

        @Override
        public void told(AccountId account, long first, List<AccountEvent> events) {}
    };

    /** Whether somebody wants to hear of this account. */
    boolean isWanted(AccountId account);

    /** @param first number of the first event, the others follow without gaps */
    void told(AccountId account, long first, List<AccountEvent> events);
}
