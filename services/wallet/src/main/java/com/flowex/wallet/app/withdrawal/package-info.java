/** Withdrawals: requested, assessed, reserved, approved, paid over a chain and posted. */
@NullMarked
package com.flowex.wallet.app.withdrawal;

import org.jspecify.annotations.NullMarked;
