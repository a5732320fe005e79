package com.flowex.desk;

import com.flowex.domain.AccountId;
import com.flowex.domain.RejectReason;
import com.flowex.ground.refusal.Refusal;

/** The account an administrator names: always one of the administrator's own tenant, and a customer's. */
public final class NamedAccount {

    private NamedAccount() {}

    /**
     * The account of a number.
     *
     * @throws Refusal {@code unknown_account} if it cannot be one
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
            // As unknown as a number that nobody has.
        }
        throw Refusal.refused(RejectReason.UNKNOWN_ACCOUNT);
    }
}
