/**
 * What a tenant makes of the coins of the world: which it hides, and under which code it trades one.
 *
 * <p>Invariant: within a tenant a coin has one code and a code one coin, for ever.
 */
@NullMarked
package com.flowex.listings.choice;

import org.jspecify.annotations.NullMarked;
