/** Scores, portfolios and alerts of risk. */
@NullMarked
package com.flowex.risk;

import org.jspecify.annotations.NullMarked;
