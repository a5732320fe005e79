/** Runs of strategies on paper and live. */
@NullMarked
package com.flowex.strategies.app.run;

import org.jspecify.annotations.NullMarked;
