/**
 * A command in, a promise of its outcome out.
 *
 * <p>Invariant: no outcome says more than the log does; what is not known is {@code Unknown}.
 */
@NullMarked
package com.flowex.cluster.client;

import org.jspecify.annotations.NullMarked;
