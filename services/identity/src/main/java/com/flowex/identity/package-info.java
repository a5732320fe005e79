/**
 * Authentication and identity: registration, sessions, and the tokens that every other service accepts.
 *
 * <p>Invariant: a token is only issued to a user whose account on the exchange is open.
 */
@NullMarked
package com.flowex.identity;

import org.jspecify.annotations.NullMarked;
