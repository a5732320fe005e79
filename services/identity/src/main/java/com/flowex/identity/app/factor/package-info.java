/**
 * Second factors: authenticators, passkeys, recovery codes, and codes by mail.
 *
 * <p>Invariant: a code is accepted once.
 */
@NullMarked
package com.flowex.identity.app.factor;

import org.jspecify.annotations.NullMarked;
