/**
 * The log as seen from a process that has no node.
 *
 * <p>Invariant: a node that dies costs only time. An unanswered request is unknown, and events continue where they
 * were.
 */
@NullMarked
package com.flowex.cluster.remote;

import org.jspecify.annotations.NullMarked;
