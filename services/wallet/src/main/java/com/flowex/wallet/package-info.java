/**
 * Balances and movements of money: the wallet routes and the views that they read.
 *
 * <p>Invariant: money moves in the engine alone; this service requests transfers and shows their outcome.
 */
@NullMarked
package com.flowex.wallet;

import org.jspecify.annotations.NullMarked;
