/** Endpoints of deposits: addresses, simulated deposits, and arrivals that wait for a decision. */
@NullMarked
package com.flowex.wallet.api.deposit;

import org.jspecify.annotations.NullMarked;
