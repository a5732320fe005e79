/** Loans, repayments, terms of lending, index prices, the money of pools, and notices of margin calls. */
@NullMarked
package com.flowex.wallet.app.margin;

import org.jspecify.annotations.NullMarked;
