package com.flowex.surveillance;

import com.flowex.domain.AccountId;
import com.flowex.domain.OwnerId;
import java.util.HashMap;
import java.util.Map;

/** Who stands behind an account: accounts of one owner, or of one group of self-trade prevention, are one party, named by the first of them. */
final class Parties {
    private record Group(int tenant, long number) {}

    private final Map<Object, AccountId> firsts = new HashMap<>();
    private final Map<AccountId, AccountId> others = new HashMap<>();

    void bound(AccountId account, OwnerId owner) {
        join(account, owner);
    }

    /** @param group 0: it leaves the one that it was in */
    void grouped(AccountId account, long group) {
        if (group == 0) {
            others.remove(account);
        } else {
            join(account, new Group(account.tenant(), group));
        }
    }

    private void join(AccountId account, Object by) {
        AccountId first = firsts.putIfAbsent(by, account);
        if (first == null || first.equals(account)) {
            others.remove(account);
        } else {
            others.put(account, first);
        }
    }

    AccountId of(AccountId account) {
        return others.getOrDefault(account, account);
    }
}
