/**
 * Money from one user of a tenant to another, in one command of the log.
 *
 * <p>Invariant: the same key of the same account is the same transfer, for ever; who is there is not told to whoever asks for nothing.
 */
@NullMarked
package com.flowex.wallet.internal;

import org.jspecify.annotations.NullMarked;
