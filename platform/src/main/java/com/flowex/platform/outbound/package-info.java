/**
 * Calls to addresses that an outside party configured.
 *
 * <p>Invariant: they reach no internal host.
 */
@NullMarked
package com.flowex.platform.outbound;

import org.jspecify.annotations.NullMarked;
