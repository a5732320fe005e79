/**
 * The log seen from a process that has no node.
 *
 * <p>Invariant: a node that dies costs time and nothing else: what was asked and not answered is unknown, and events go on where they
 * were.
 */
@NullMarked
package com.flowex.cluster.remote;

import org.jspecify.annotations.NullMarked;
