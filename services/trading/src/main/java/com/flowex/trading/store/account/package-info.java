/** Entries of an account's stream and their stored bytes. */
@NullMarked
package com.flowex.trading.store.account;

import org.jspecify.annotations.NullMarked;
