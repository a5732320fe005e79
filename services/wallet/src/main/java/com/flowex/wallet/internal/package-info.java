/**
 * Transfers from one user of a tenant to another, in one command of the log.
 *
 * <p>Invariant: the same key of the same account is the same transfer, for ever; a caller who sends nothing cannot find
 * out which users exist.
 */
@NullMarked
package com.flowex.wallet.internal;

import org.jspecify.annotations.NullMarked;
