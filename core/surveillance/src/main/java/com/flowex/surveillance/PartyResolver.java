package com.flowex.surveillance;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Parties behind accounts. Accounts of one owner, or of one group of self-trade prevention, are one party, named by the
 * first of them.
 */
final class PartyResolver {
    private record Group(int tenant, long number) {}

    private final Map<Object, AccountId> firsts = new HashMap<>();
    private final Map<AccountId, AccountId> others = new HashMap<>();

    void bound(AccountId account, OwnerId owner) {
        join(account, owner);
    }

    /** @param group 0 removes the account from its group */
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

    /** Returns these accounts and all others of the same parties, at most as many as evidence shows. */
    List<AccountId> whole(List<AccountId> some) {
        return Stream.concat(
                        some.stream(),
                        others.entrySet().stream()
                                .filter(each -> some.contains(each.getValue()))
                                .map(Map.Entry::getKey)
                                .sorted(Comparator.comparingLong(AccountId::packed)))
                .distinct()
                .limit(Suspicion.EVIDENCE_MAX)
                .toList();
    }
}
