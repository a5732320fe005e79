package com.flowex.orderentry;

import com.flowex.domain.RejectReason;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.errors.Refusal;

/** Account that an administrator names; it is always a customer's, of the administrator's own tenant. */
public final class AccountIdParser {

    private AccountIdParser() {}

    /**
     * Returns the account with a number.
     *
     * @throws Refusal {@code unknown_account} if the text cannot be a customer's account
     */
    public static AccountId of(int tenant, String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= AccountId.CUSTOMERS_FROM
                    && number <= AccountId.NUMBER_MAX
                    && Long.toString(number).equals(text)) {
                return new AccountId(tenant, number);
            }
        } catch (NumberFormatException e) {
            // Falls through: it is as unknown as a number without an account.
        }
        throw Refusal.refused(RejectReason.UNKNOWN_ACCOUNT);
    }
}
