/**
 * Background work that repeats for as long as the process lives.
 *
 * <p>Invariant: a worker ends only when it is closed. A failed run is logged once, shown on the health page, counted,
 * and repeated.
 */
@NullMarked
package com.flowex.platform.jobs;

import org.jspecify.annotations.NullMarked;
