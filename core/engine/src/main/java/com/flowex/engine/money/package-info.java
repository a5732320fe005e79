/**
 * Movements of money: trades settle, and transfers are posted at once or in two phases.
 *
 * <p>Invariant: every movement has two sides, and nothing moves unchecked.
 */
@NullMarked
package com.flowex.engine.money;

import org.jspecify.annotations.NullMarked;
