/**
 * Simulated chain for trials without money: accounts with nonces, blocks, fees, reorganizations, stuck transactions.
 * Its keys, signatures and checksums are real ones.
 */
@NullMarked
package com.flowex.custody.simulated;

import org.jspecify.annotations.NullMarked;
