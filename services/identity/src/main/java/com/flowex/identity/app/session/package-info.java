/**
 * Sessions from login to end: refresh tokens, known devices.
 *
 * <p>Invariant: a session that ends takes its access tokens with it.
 */
@NullMarked
package com.flowex.identity.app.session;

import org.jspecify.annotations.NullMarked;
