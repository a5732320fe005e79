/**
 * Accounts: the limits of each, and the account markets that hold its orders.
 *
 * <p>Invariant: an account is identified by its place in the order of opening, which never changes.
 */
@NullMarked
package com.flowex.engine.account;

import org.jspecify.annotations.NullMarked;
