package com.flowex.domain.event;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.value.TransferId;

/**
 * Reserved money is available again because a step voided the reservation.
 *
 * @param id id of that step
 * @param reserved the transfer as it was reserved
 */
public record ReservedVoided(TransferId id, Transfer reserved) implements Event {}
