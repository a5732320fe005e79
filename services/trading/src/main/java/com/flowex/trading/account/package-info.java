/**
 * What happened to an account, in the order of its own numbers: docs/api/account-stream.md is the contract.
 *
 * <p>Invariant: an account's entries are numbered from 1 without a gap, and which entry has which number follows from the
 * event log alone; it is the same in every process and after any rebuild.
 */
@NullMarked
package com.flowex.trading.account;

import org.jspecify.annotations.NullMarked;
