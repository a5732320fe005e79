package com.flowex.domain.command;

import com.flowex.domain.AccountId;

/**
 * Makes accounts of one owner known to self-trade prevention: orders of accounts with the same group are orders of one
 * side of a trade. Setting the same group twice changes nothing.
 *
 * @param group within the account's tenant; 0: the account stands alone
 */
public record SetPreventionGroup(AccountId account, long group) implements Command {

    public SetPreventionGroup {
        if (group < 0) {
            throw new IllegalArgumentException("a prevention group is not negative, was " + group);
        }
    }
}
