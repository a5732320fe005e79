package com.flowex.surveillance;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import java.util.Optional;

/** Accounts as they were before the first event of a range. A range asks once for each account that it has not opened. */
public interface EarlierAccounts {

    /** Without any knowledge: each account of before the range is its own party. */
    EarlierAccounts UNKNOWN = new EarlierAccounts() {
        @Override
        public Optional<OwnerId> owner(AccountId account) {
            return Optional.empty();
        }

        @Override
        public long preventionGroup(AccountId account) {
            return 0;
        }
    };

    /** Returns the owner to whom the account was bound; empty if it was bound to none. */
    Optional<OwnerId> owner(AccountId account);

    /** Returns the self-trade prevention group of the account at the beginning of the range; 0 if it had none. */
    long preventionGroup(AccountId account);
}
