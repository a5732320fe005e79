/**
 * Idle strategies of the node's threads: fast while commands come, almost without processor use otherwise.
 *
 * <p>Invariant: only commands make the node hot; heartbeats and keep-alives are work too and do not.
 */
@NullMarked
package com.flowex.cluster.pace;

import org.jspecify.annotations.NullMarked;
