package com.flowex.trading.store;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;

/** Key of a position: account and instrument. */
public record PositionKey(AccountId account, InstrumentId instrument) {}
