package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;

/**
 * Queries the result of a client order id; the reply is the first answer to its order. The query is in the log behind
 * everything that was sent before it, so the answer is definitive.
 *
 * @param burn true to use up an id that was never seen, so that an order still under way is refused when it arrives
 */
public record ResolveClientOrderId(AccountId account, ClientOrderId clientOrderId, boolean burn) implements Command {}
