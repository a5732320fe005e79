package com.flowex.domain.command;

import com.flowex.domain.AccountId;

/**
 * Opens an account, so that it can hold money and place orders. Opening twice changes nothing.
 */
public record OpenAccount(AccountId account) implements Command {}
