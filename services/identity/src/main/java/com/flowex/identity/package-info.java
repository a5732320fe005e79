/**
 * Who you are: registration, sessions, and the tokens that every other service believes.
 *
 * <p>Invariant: nobody holds a token whose account on the exchange is not open.
 */
@NullMarked
package com.flowex.identity;

import org.jspecify.annotations.NullMarked;
