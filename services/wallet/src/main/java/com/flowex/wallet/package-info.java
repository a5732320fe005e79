/**
 * What everybody owns: the wallet routes and the views they read.
 *
 * <p>Invariant: money moves in the engine alone; this service asks for transfers and shows what became of them.
 */
@NullMarked
package com.flowex.wallet;

import org.jspecify.annotations.NullMarked;
