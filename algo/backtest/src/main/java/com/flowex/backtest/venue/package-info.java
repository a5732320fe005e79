/** The exchange of a run, in process, and the digest of everything that it did. */
@NullMarked
package com.flowex.backtest.venue;

import org.jspecify.annotations.NullMarked;
