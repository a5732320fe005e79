package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import org.jspecify.annotations.Nullable;

/**
 * Gives an account to an owner if its present owner is the expected one. Binding it again to the same owner changes
 * nothing.
 *
 * @param from expected present owner; null if the account has none
 * @param to new owner
 */
public record BindAccount(AccountId account, @Nullable OwnerId from, OwnerId to) implements Command {}
