/** From the addresses that receive deposits to the one from which a tenant pays. */
@NullMarked
package com.flowex.wallet.sweep;

import org.jspecify.annotations.NullMarked;
