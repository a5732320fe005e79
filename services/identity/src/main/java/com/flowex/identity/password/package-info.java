/**
 * Keeps passwords as hashes, and says which are too weak.
 *
 * <p>Invariant: no password leaves this package.
 */
@NullMarked
package com.flowex.identity.password;

import org.jspecify.annotations.NullMarked;
