package com.flowex.domain.command;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;

/**
 * Takes every open order of this account out of one book, oldest first; none open is no error.
 */
public record CancelInstrumentOrders(AccountId account, InstrumentId instrument) implements Command {}
