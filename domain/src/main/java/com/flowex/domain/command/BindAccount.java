package com.flowex.domain.command;

import com.flowex.domain.AccountId;
import com.flowex.domain.OwnerId;
import org.jspecify.annotations.Nullable;

/**
 * Gives an account to an owner, if it is still whose it is thought to be. Binding it again to the same owner changes nothing.
 *
 * @param from whose it is; null: nobody's
 * @param to whose it will be
 */
public record BindAccount(AccountId account, @Nullable OwnerId from, OwnerId to) implements Command {}
