/** Entries of an account's stream and their stored bytes. */
@NullMarked
package com.flowex.trading.account.entry;

import org.jspecify.annotations.NullMarked;
