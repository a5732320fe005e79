/**
 * Password hashes and the check of weak passwords.
 *
 * <p>Invariant: no password leaves this package.
 */
@NullMarked
package com.flowex.identity.app.password;

import org.jspecify.annotations.NullMarked;
