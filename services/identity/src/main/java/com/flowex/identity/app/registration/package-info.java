/**
 * Public endpoints: registration, verification of an address, login, and reset of a forgotten password.
 *
 * <p>Invariant: an unknown address gets the answer that a known one gets.
 */
@NullMarked
package com.flowex.identity.app.registration;

import org.jspecify.annotations.NullMarked;
