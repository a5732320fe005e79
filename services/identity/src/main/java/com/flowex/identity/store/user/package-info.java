/**
 * Users, their addresses, devices and accounts on the exchange, and the tokens that prove one thing once.
 *
 * <p>Invariant: a user's number, and with it their account's, is never given twice.
 */
@NullMarked
package com.flowex.identity.store.user;

import org.jspecify.annotations.NullMarked;
