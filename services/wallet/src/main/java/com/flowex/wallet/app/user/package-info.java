/**
 * Users of the wallet: functions that it needs of the identity service, notifications about money and margin calls, and
 * the money of accounts that are closed.
 *
 * <p>Invariant: notifications are driven by the outbox, so only committed changes are reported.
 */
@NullMarked
package com.flowex.wallet.app.user;

import org.jspecify.annotations.NullMarked;
