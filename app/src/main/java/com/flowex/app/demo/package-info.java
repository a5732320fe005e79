/**
 * Demo market: makers and takers on the platform's own accounts, so that a new user finds a market that moves.
 *
 * <p>Invariant: it trades like any client, through the public order path, with money from logged transfers.
 */
@NullMarked
package com.flowex.app.demo;

import org.jspecify.annotations.NullMarked;
