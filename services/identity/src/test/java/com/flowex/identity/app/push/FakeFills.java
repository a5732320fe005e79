package com.flowex.identity.app.push;

import com.flowex.domain.value.AccountId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What traded, as a test says: each fill is an entry of its account, and so is each thing that is none. */
public final class FakeFills implements FillSource {

    private static final Filled NOTHING = new Filled("", "", "", null);

    private final Map<AccountId, List<Filled>> entries = new ConcurrentHashMap<>();

    public void filled(AccountId account, String quantity) {
        add(account, new Filled("BTC-USDT", "buy", quantity, "60000"));
    }

    public void somethingElse(AccountId account) {
        add(account, NOTHING);
    }

    private void add(AccountId account, Filled entry) {
        entries.compute(account, (_, before) -> {
            List<Filled> all = before == null ? new ArrayList<>() : new ArrayList<>(before);
            all.add(entry);
            return all;
        });
    }

    @Override
    public Map<Long, Long> last(int tenant, Collection<Long> accounts) {
        Map<Long, Long> last = new HashMap<>();
        accounts.forEach(account -> {
            List<Filled> of = entries.get(new AccountId(tenant, account));
            if (of != null) {
                last.put(account, (long) of.size());
            }
        });
        return last;
    }

    @Override
    public Behind behind(AccountId account, long from, long sinceNanos) {
        List<Filled> all = entries.getOrDefault(account, List.of());
        List<Filled> fills = all.subList((int) from, all.size()).stream()
                .filter(entry -> !entry.equals(NOTHING))
                .toList();
        return new Behind(
                all.size(), fills.size(), fills.reversed().stream().limit(3).toList());
    }
}
