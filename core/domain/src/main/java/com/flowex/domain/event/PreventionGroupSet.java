package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;

/**
 * An account belongs to this group of self-trade prevention from now on.
 *
 * @param group group number; 0 if the account is in no group
 */
public record PreventionGroupSet(AccountId account, long group) implements Event {}
