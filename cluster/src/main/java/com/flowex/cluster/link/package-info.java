/**
 * The log as a process uses it, whether its node is in the process or elsewhere.
 *
 * <p>Invariant: whoever uses it cannot tell which.
 */
@NullMarked
package com.flowex.cluster.link;

import org.jspecify.annotations.NullMarked;
