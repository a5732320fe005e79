package com.flowex.trading.position;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;

/** Key of a position: account and instrument. */
public record PositionKey(AccountId account, InstrumentId instrument) {}
