package com.flowex.identity.app.push;

import com.flowex.domain.value.AccountId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** News of orders, as a test says: each is an entry of its account, and so is each thing that is none. */
public final class FakeOrderNews implements OrderNewsSource {

    private record Entry(boolean isFill, OrderNote note) {}

    private static final Entry NOTHING = new Entry(false, new OrderNote("", "", "", null));

    private final Map<AccountId, List<Entry>> entries = new ConcurrentHashMap<>();

    public void filled(AccountId account, String quantity) {
        add(account, new Entry(true, new OrderNote("BTC-USDT", "buy", quantity, "60000")));
    }

    public void expired(AccountId account, String quantity) {
        add(account, new Entry(false, new OrderNote("BTC-USDT", "sell", quantity, null)));
    }

    public void somethingElse(AccountId account) {
        add(account, NOTHING);
    }

    private void add(AccountId account, Entry entry) {
        entries.compute(account, (_, before) -> {
            List<Entry> all = before == null ? new ArrayList<>() : new ArrayList<>(before);
            all.add(entry);
            return all;
        });
    }

    @Override
    public Map<Long, Long> last(int tenant, Collection<Long> accounts) {
        Map<Long, Long> last = new HashMap<>();
        accounts.forEach(account -> {
            List<Entry> of = entries.get(new AccountId(tenant, account));
            if (of != null) {
                last.put(account, (long) of.size());
            }
        });
        return last;
    }

    @Override
    public Behind behind(AccountId account, long from, long sinceNanos) {
        List<Entry> all = entries.getOrDefault(account, List.of());
        List<Entry> news = all.subList((int) from, all.size()).stream()
                .filter(entry -> !entry.equals(NOTHING))
                .toList();
        return new Behind(all.size(), orders(news, true), orders(news, false));
    }

    private static Orders orders(List<Entry> news, boolean areFills) {
        List<OrderNote> notes = news.stream()
                .filter(entry -> entry.isFill() == areFills)
                .map(Entry::note)
                .toList();
        return new Orders(notes.size(), notes.reversed().stream().limit(3).toList());
    }
}
