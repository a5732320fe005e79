/**
 * The account stream: entries of an account in the order of their numbers. The contract is docs/api/account-stream.md.
 *
 * <p>Invariant: an account's entries are numbered from 1 without a gap. The numbers follow from the event log alone, so
 * they are the same in every process and after any rebuild.
 */
@NullMarked
package com.flowex.trading.account;

import org.jspecify.annotations.NullMarked;
