package com.flowex.domain.event;

import com.flowex.domain.account.Transfer;

/**
 * Money moved between two accounts.
 */
public record TransferPosted(Transfer transfer) implements Event {}
