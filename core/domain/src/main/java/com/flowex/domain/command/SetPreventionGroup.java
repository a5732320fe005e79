package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;

/**
 * Puts an account into a group for self-trade prevention: orders of accounts with the same group count as orders of one
 * owner. Setting the same group twice changes nothing.
 *
 * @param group group number within the account's tenant; 0 if the account is in no group
 */
public record SetPreventionGroup(AccountId account, long group) implements Command {

    public SetPreventionGroup {
        if (group < 0) {
            throw new IllegalArgumentException("a prevention group is not negative, was " + group);
        }
    }
}
