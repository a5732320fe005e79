package com.flowex.domain.event;

import com.flowex.domain.Amount;
import com.flowex.domain.Transfer;
import com.flowex.domain.TransferId;

/**
 * Reserved money moved; what was reserved beyond it is free again.
 *
 * @param id of the step that posted it
 * @param reserved the transfer as it was reserved
 * @param posted how much moved, at most what was reserved
 */
public record ReservedPosted(TransferId id, Transfer reserved, Amount posted) implements Event {}
