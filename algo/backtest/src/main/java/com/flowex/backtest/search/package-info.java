/** Searches for parameters, over any function from parameters to an outcome, and the doubt about what they find. */
@NullMarked
package com.flowex.backtest.search;

import org.jspecify.annotations.NullMarked;
