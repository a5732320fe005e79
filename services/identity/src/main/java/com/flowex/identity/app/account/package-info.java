/**
 * Accounts of users on the exchange: how they are opened, compared with the log, and found as recipients of transfers.
 *
 * <p>Invariant: a lookup does not reveal users who cannot receive, and repeated lookups without a result must wait.
 */
@NullMarked
package com.flowex.identity.app.account;

import org.jspecify.annotations.NullMarked;
