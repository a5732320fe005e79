/** The queue of background work, as risk needs it. Each subject has its own package of decisions and computations below. */
@NullMarked
package com.flowex.risk.app;

import org.jspecify.annotations.NullMarked;
