/** Decisions about strategies, and the work of back-tests. It knows neither HTTP nor statements. */
@NullMarked
package com.flowex.strategies.app;

import org.jspecify.annotations.NullMarked;
