package com.flowex.app.wiring.adapter.p2p;

import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityAccess;
import com.flowex.p2p.app.statement.AccountNames;
import java.util.Optional;
import java.util.OptionalLong;

/** Names of the owners of accounts, as reconciliation compares them with those on bank statements. */
public record P2pAccountNames(IdentityAccess access) implements AccountNames {

    @Override
    public Optional<String> find(AccountId account) {
        OptionalLong owner = access.decidedRestrictions().owner(account);
        return owner.isEmpty()
                ? Optional.empty()
                : access.profiles()
                        .person(account.tenant(), owner.getAsLong())
                        .map(each -> each.user().firstName() + " " + each.user().lastName());
    }
}
