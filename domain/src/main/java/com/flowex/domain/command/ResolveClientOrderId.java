package com.flowex.domain.command;

import com.flowex.domain.AccountId;
import com.flowex.domain.ClientOrderId;

/**
 * Asks what became of an id: answered with the first answer to its order. Because the question stands in the log behind
 * whatever was sent before it, the answer is definitive.
 *
 * @param burn an id never seen is used up by asking, so that an order still on its way is refused when it arrives
 */
public record ResolveClientOrderId(AccountId account, ClientOrderId clientOrderId, boolean burn) implements Command {}
