/**
 * Who trades: accounts, what each may do, and the desks at which its orders are.
 *
 * <p>Invariant: an account is known by the place of its opening, which never changes.
 */
@NullMarked
package com.flowex.engine.account;

import org.jspecify.annotations.NullMarked;
