/**
 * Calls to addresses that somebody outside names.
 *
 * <p>Invariant: nothing inside is reached by them.
 */
@NullMarked
package com.flowex.ground.outside;

import org.jspecify.annotations.NullMarked;
