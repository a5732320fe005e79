/**
 * The account stream: entries of an account in the order of their numbers.
 *
 * <p>Invariant: an account's entries are numbered from 1 without a gap. The numbers follow from the event log alone, so
 * they are the same in every process and after any rebuild.
 */
@NullMarked
package com.flowex.trading.app.account;

import org.jspecify.annotations.NullMarked;
