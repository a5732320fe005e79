/** Tables of sweeps and of the gas that is brought for them. */
@NullMarked
package com.flowex.wallet.store.sweep;

import org.jspecify.annotations.NullMarked;
