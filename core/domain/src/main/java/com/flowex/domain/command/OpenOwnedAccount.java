package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;

/**
 * Opens an account for an owner, so that it can hold money and place orders; the outside world's may owe. Opening it
 * again for the same owner changes nothing. An account that has another owner, or none, is refused.
 */
public record OpenOwnedAccount(AccountId account, OwnerId owner) implements Command {}
