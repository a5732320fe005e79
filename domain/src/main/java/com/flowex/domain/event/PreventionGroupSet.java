package com.flowex.domain.event;

import com.flowex.domain.AccountId;

/**
 * An account belongs to this group of self-trade prevention from now on.
 *
 * @param group 0: it stands alone
 */
public record PreventionGroupSet(AccountId account, long group) implements Event {}
