package com.flowex.domain.event;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.TransferId;

/**
 * Reserved money moved; the rest of the reservation is available again.
 *
 * @param id id of the step that posted it
 * @param reserved the transfer as it was reserved
 * @param posted amount that moved, at most what was reserved
 */
public record ReservedPosted(TransferId id, Transfer reserved, Amount posted) implements Event {}
