/** On which terms money comes in and goes out: minima, fees, limits, who has to approve. */
@NullMarked
package com.flowex.wallet.terms;

import org.jspecify.annotations.NullMarked;
