/**
 * A chain that only pretends, for trying everything without money: accounts with nonces, blocks, fees, reorganizations, transactions
 * that are stuck. Its keys, signatures and checksums are real ones.
 */
@NullMarked
package com.flowex.custody.simulated;

import org.jspecify.annotations.NullMarked;
