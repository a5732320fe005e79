/**
 * Money moves: trades settle, transfers are posted at once or in two phases.
 *
 * <p>Invariant: every move has two sides, and nothing moves that was not checked.
 */
@NullMarked
package com.flowex.engine.money;

import org.jspecify.annotations.NullMarked;
