/**
 * Reasons why a node does not start, or stops, in one line.
 *
 * <p>Invariant: the first reason counts.
 */
@NullMarked
package com.flowex.cluster.stop;

import org.jspecify.annotations.NullMarked;
