/**
 * Clients of the log: a command in, a promise of its outcome out.
 *
 * <p>Invariant: an outcome claims only what the log confirms; otherwise it is {@code Unknown}.
 */
@NullMarked
package com.flowex.cluster.client;

import org.jspecify.annotations.NullMarked;
