/**
 * Calls to addresses that an outside party configured.
 *
 * <p>Invariant: they reach no internal host.
 */
@NullMarked
package com.flowex.ground.outside;

import org.jspecify.annotations.NullMarked;
