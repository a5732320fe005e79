/**
 * The public door: registering, verifying an address, logging in, coming back without one's password.
 *
 * <p>Invariant: an unknown address gets the answer that a known one gets.
 */
@NullMarked
package com.flowex.identity.registration;

import org.jspecify.annotations.NullMarked;
