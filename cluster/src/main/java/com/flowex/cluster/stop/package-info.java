/**
 * Why a node does not start, or does not go on, in one line.
 *
 * <p>Invariant: the first reason counts.
 */
@NullMarked
package com.flowex.cluster.stop;

import org.jspecify.annotations.NullMarked;
