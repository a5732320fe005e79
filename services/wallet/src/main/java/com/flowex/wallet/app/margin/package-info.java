/** Loans, repayments, terms of lending, index prices, and the money of pools. */
@NullMarked
package com.flowex.wallet.app.margin;

import org.jspecify.annotations.NullMarked;
