/**
 * Brute-force protection: counts failures by account and by place.
 *
 * <p>Invariant: a guess is counted before it is checked.
 */
@NullMarked
package com.flowex.identity.app.lockout;

import org.jspecify.annotations.NullMarked;
