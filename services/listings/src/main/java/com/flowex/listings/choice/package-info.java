/**
 * A tenant's choices about coins: hidden ones, and the codes under which it trades some.
 *
 * <p>Invariant: within a tenant a coin has one code and a code one coin, for ever.
 */
@NullMarked
package com.flowex.listings.choice;

import org.jspecify.annotations.NullMarked;
