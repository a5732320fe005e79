/**
 * Makes guessing slow: counts failures by account and by place.
 *
 * <p>Invariant: a guess counts before it is looked at.
 */
@NullMarked
package com.flowex.identity.lockout;

import org.jspecify.annotations.NullMarked;
