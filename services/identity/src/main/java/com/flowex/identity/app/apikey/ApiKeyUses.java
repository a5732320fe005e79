package com.flowex.identity.app.apikey;

import com.flowex.access.auth.ApiKey;
import com.flowex.identity.store.credential.ApiKeyUsesTable;
import com.flowex.identity.store.credential.ApiKeyUsesTable.KeyUse;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Uses of API keys that are not stored yet. A request costs one look at a map; {@link #store} writes the last use of each
 * key, and is called once a minute. A process that is killed loses the uses of its last minute.
 */
public final class ApiKeyUses {

    /** Uses of one key from one address that are this close together are one. */
    private static final Duration APART = Duration.ofSeconds(10);

    /** Maximum number of keys whose uses wait while the database is away. */
    private static final int WAITING_MAX = 50_000;

    /** Most rows of one statement. */
    private static final int ROWS_MAX = 1_000;

    private final ApiKeyUsesTable table;
    private final InstantSource clock;
    private final Map<String, Noted> noted = new ConcurrentHashMap<>();

    private record Noted(int tenant, KeyUse use) {}

    public ApiKeyUses(ApiKeyUsesTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Notes the use of a key. */
    void note(ApiKey key, InetAddress from) {
        String id = key.id();
        Instant now = clock.instant();
        Noted last = noted.get(id);
        String address = from.getHostAddress();
        boolean isKnown = last != null
                && last.use().address().equals(address)
                && now.isBefore(last.use().at().plus(APART));
        if (!isKnown && (last != null || noted.size() < WAITING_MAX)) {
            noted.put(id, new Noted(key.caller().tenant(), new KeyUse(id, now, address)));
        }
    }

    /** Stores the noted uses. Those that could not be stored wait for the next call. */
    void store() {
        noted.values().stream().collect(Collectors.groupingBy(Noted::tenant)).forEach((tenant, uses) -> {
            for (int from = 0; from < uses.size(); from += ROWS_MAX) {
                store(tenant, uses.subList(from, Math.min(uses.size(), from + ROWS_MAX)));
            }
        });
    }

    private void store(int tenant, List<Noted> uses) {
        table.put(tenant, uses.stream().map(Noted::use).toList());
        uses.forEach(each -> noted.remove(each.use().key(), each));
    }
}
