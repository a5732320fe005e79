/**
 * The living demo market: makers and takers of the platform's own, so that a new user finds a market that moves.
 *
 * <p>Invariant: it trades like everybody else, through the public order path, with money that logged transfers gave it.
 */
@NullMarked
package com.flowex.launcher.demo;

import org.jspecify.annotations.NullMarked;
