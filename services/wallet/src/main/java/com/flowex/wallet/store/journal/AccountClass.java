package com.flowex.wallet.store.journal;

import com.flowex.domain.value.AccountId;
import java.util.Locale;

/** Class of an account in the ledger. */
public enum AccountClass {
    /** The outside world. Its negative balance is the money that came in and has not left. */
    OUTSIDE,
    /** Earnings of the exchange. */
    FEES,
    /** All other accounts of the platform. */
    PLATFORM,
    /** Customers' accounts: the exchange's liabilities. */
    CUSTOMERS;

    public static AccountClass of(AccountId account) {
        long number = account.number();
        if (number >= AccountId.CUSTOMERS_FROM) {
            return CUSTOMERS;
        }
        if (number == AccountId.OUTSIDE) {
            return OUTSIDE;
        }
        return number == AccountId.FEES ? FEES : PLATFORM;
    }

    /** Returns the name on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
