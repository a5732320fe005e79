package com.flowex.surveillance;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;

/**
 * Event that shows a part of a suspicion.
 *
 * @param sequence its number in the event log
 * @param timeNanos log time, nanoseconds since 1970
 * @param order order of the event; the incoming order of a trade
 */
public record Evidence(long sequence, long timeNanos, AccountId account, OrderId order, String shows) {}
