package com.flowex.p2p.app.statement;

import com.flowex.domain.value.AccountId;
import java.util.Optional;

/** Names of the owners of accounts, as identity knows them. */
@FunctionalInterface
public interface AccountNames {

    /** Returns first and last name; empty if there is no such person. It must not be called in a transaction. */
    Optional<String> find(AccountId account);
}
