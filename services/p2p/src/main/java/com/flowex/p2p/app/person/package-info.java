/** Standing of people in trades: their presence, blocks, and the conditions that an offer sets on its taker. */
@NullMarked
package com.flowex.p2p.app.person;

import org.jspecify.annotations.NullMarked;
