package com.flowex.surveillance;

import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;

/**
 * One event that shows a part of what was found.
 *
 * @param sequence its number in the event log
 * @param timeNanos log time, nanoseconds since 1970
 * @param order whose event it is: of a trade the incoming order
 */
public record Evidence(long sequence, long timeNanos, AccountId account, OrderId order, String shows) {}
