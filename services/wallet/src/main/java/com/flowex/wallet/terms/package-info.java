/** Terms of deposits and withdrawals: minima, fees, limits, approvals. */
@NullMarked
package com.flowex.wallet.terms;

import org.jspecify.annotations.NullMarked;
