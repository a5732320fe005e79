package com.flowex.domain.event;

import com.flowex.domain.account.Transfer;

/**
 * Reserved money is available again because the reservation's time came.
 *
 * @param reserved the transfer as it was reserved
 */
public record ReservedExpired(Transfer reserved) implements Event {}
