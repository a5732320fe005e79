package com.flowex.domain.event;

import com.flowex.domain.Transfer;
import com.flowex.domain.TransferId;

/**
 * Reserved money is free again because somebody said so.
 *
 * @param id of the step that voided it
 * @param reserved the transfer as it was reserved
 */
public record ReservedVoided(TransferId id, Transfer reserved) implements Event {}
