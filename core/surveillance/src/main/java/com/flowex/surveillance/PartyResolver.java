package com.flowex.surveillance;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Parties behind accounts. Accounts of one owner, or of one group of self-trade prevention, are one party, named by the
 * first of them. An account that was opened before the range is looked up once, when the range first names it.
 */
final class PartyResolver {
    private record Group(int tenant, long number) {}

    private final Map<Object, AccountId> firsts = new HashMap<>();
    private final Map<AccountId, AccountId> others = new HashMap<>();

    private final Set<AccountId> known = new HashSet<>();
    private final Map<AccountId, OwnerId> owners = new HashMap<>();
    private final Surveillance.EarlierAccounts earlier;

    /** @param earlier owners and groups of accounts that were opened before the range */
    PartyResolver(Surveillance.EarlierAccounts earlier) {
        this.earlier = earlier;
    }

    /** The range has the account from its first event on: its owner follows there, if it gets one. */
    void opened(AccountId account) {
        known.add(account);
    }

    void bound(AccountId account, OwnerId owner) {
        known.add(account);
        owned(account, owner);
    }

    /** @param group 0 removes the account from its group; it is its owner's again */
    void grouped(AccountId account, long group) {
        lookUp(account);
        others.remove(account);
        if (group != 0) {
            join(account, new Group(account.tenant(), group));
        } else if (owners.containsKey(account)) {
            join(account, owners.get(account));
        }
    }

    private void owned(AccountId account, OwnerId owner) {
        owners.put(account, owner);
        join(account, owner);
    }

    private void join(AccountId account, Object by) {
        AccountId first = firsts.putIfAbsent(by, account);
        if (first == null || first.equals(account)) {
            others.remove(account);
        } else {
            others.put(account, first);
        }
    }

    private void lookUp(AccountId account) {
        if (known.add(account)) {
            earlier.owner(account).ifPresent(owner -> owned(account, owner));
            long group = earlier.preventionGroup(account);
            if (group != 0) {
                join(account, new Group(account.tenant(), group));
            }
        }
    }

    AccountId of(AccountId account) {
        lookUp(account);
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
