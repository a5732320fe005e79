package com.flowex.domain.command;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;

/**
 * Sets the limits of an account in a market from now on; open orders stay. Setting the same limits twice changes
 * nothing.
 */
public record SetAccountLimits(AccountId account, InstrumentId instrument, AccountLimits limits) implements Command {}
