package com.flowex.trading.position;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;

/** Whose position in which instrument. */
public record PositionKey(AccountId account, InstrumentId instrument) {}
