package com.flowex.wallet.journal;

import com.flowex.domain.AccountId;
import java.util.Locale;

/** Which side of the books an account is on. */
public enum AccountClass {
    /** The outside world: what it is owed, negative, is what came in and has not left. */
    OUTSIDE,
    /** What the exchange has earned. */
    FEES,
    /** All other accounts of the platform's own. */
    PLATFORM,
    /** What customers own: the exchange's liabilities. */
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

    /** The word of the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
