/**
 * Encryption of sensitive columns: AES-256-GCM under keys that have names and can be replaced.
 *
 * <p>Invariant: a sealed value opens only in the place it was sealed for.
 */
@NullMarked
package com.flowex.platform.crypto;

import org.jspecify.annotations.NullMarked;
