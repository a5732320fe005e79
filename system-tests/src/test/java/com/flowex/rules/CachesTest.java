package com.flowex.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Failure 26: what is remembered for one tenant answers no other.
 *
 * <p>Whatever requests share in memory or in Redis. Whoever adds something says here what of its key is the tenant, or why
 * nothing of a tenant is in it.
 */
class CachesTest {

    private static final Pattern CACHE = Pattern.compile(
            "Caffeine\\.newBuilder\\(|new Concurrent(Hash|SkipList)Map|ConcurrentHashMap\\.newKeySet|\"flowex:");

    private static final Map<String, String> KEYS = new TreeMap<>(Map.ofEntries(
            // In Redis.
            Map.entry("edge/limits/SharedBudgets", "as LocalBudgets, behind one prefix"),
            Map.entry("identity/session/RedisSessions", "flowex:<tenant>:"),
            Map.entry("identity/lockout/RedisAttempts", "flowex:<tenant>:attempts:"),
            Map.entry("identity/apikey/RedisOnceOnly", "hash of key and nonce: a key is one tenant's"),
            Map.entry("binance/user/ListenKeys", "the API key's id, of which the tenant is a part; random listen keys"),
            Map.entry("ground/outbox/RedisStreams", "flowex:<tenant>:; positions by tenant and topic"),
            // In memory.
            Map.entry("edge/access/AccessTokens", "the whole token, of which the tenant is a signed part"),
            Map.entry("edge/access/Revocations", "random numbers of sessions that ended"),
            Map.entry("edge/access/LocalDuplicateDetector", "key and nonce: a key is one tenant's"),
            Map.entry("tenants/listing/Listings", "the tenant's number"),
            Map.entry("desk/CommandSubmitter", "an account, of which the tenant is a part"),
            Map.entry("desk/InstrumentDirectory", "tenant and text; numbers are unique over all tenants"),
            Map.entry("wallet/chain/AddressDirectory", "network and tenant"),
            Map.entry("wallet/past/BalanceHistory", "the tenant, then the account"),
            Map.entry("wallet/sweep/Sweeper", "networks: how far each was looked through"),
            Map.entry("ground/health/Health", "parts of this process"),
            Map.entry("edge/http/ConnectionTimeouts", "threads"),
            Map.entry("edge/http/OpenConnections", "addresses: one has so many connections whatever tenants it names"),
            Map.entry("edge/http/ProvenKeys", "the key's id, of which the tenant is a part"),
            Map.entry("edge/http/SocketSlots", "addresses: one has so many connections whatever tenants it names"),
            Map.entry("edge/http/StaticFiles", "files of the page, the same for all"),
            Map.entry("edge/http/TenantTimers", "the tenant's label"),
            Map.entry(
                    "edge/limits/LocalBudgets",
                    "users by tenant, tenants by number; addresses have one budget whatever tenants they name"),
            Map.entry("identity/guard/Bursts", "names begin with the tenant's number"),
            Map.entry("identity/apikey/ApiKeyDirectory", "the key's id, of which the tenant is a part"),
            Map.entry("marketdata/market/PublicMarket", "one market, which is one tenant's"),
            Map.entry("ground/telemetry/TenantLabels", "the tenant, capped"),
            Map.entry(
                    "ground/telemetry/CappedLabels",
                    "names that operators may read, capped; nothing else is behind them"),
            Map.entry("edge/stream/StreamMetrics", "the tenant's label"),
            Map.entry("edge/stream/StreamHub", "connections, each of one tenant"),
            Map.entry(
                    "marketdata/market/PublicMarkets",
                    "tenant and symbol; numbers of markets are unique over all tenants"),
            Map.entry("marketdata/candle/RecentCandles", "intervals of one market, which is one tenant's"),
            Map.entry("binance/stream/StreamMessageCache", "a market, which is one tenant's"),
            Map.entry("binance/stream/StreamsSession", "one connection, which is one tenant's"),
            Map.entry("binance/stream/TickViews", "a market, which is one tenant's"),
            Map.entry("marketdata/stream/KlineTexts", "a market, which is one tenant's"),
            Map.entry("marketdata/stream/MiniTickers", "a market, which is one tenant's"),
            Map.entry("marketdata/statistics/Computed", "the tenant, then the market"),
            Map.entry("marketdata/stream/TickerTexts", "a market, which is one tenant's"),
            Map.entry("listings/choice/HiddenCoinsCache", "the tenant"),
            Map.entry("listings/risk/CoinRisksCache", "the tenant"),
            Map.entry("trading/account/Attendance", "an account, of which the tenant is a part"),
            Map.entry("trading/account/AccountStream", "an account, of which the tenant is a part"),
            Map.entry("binance/trade/OrderCounts", "an account, of which the tenant is a part"),
            Map.entry("operations/task/TaskRoom", "the tenant"),
            Map.entry("operations/task/LaneTurn", "tasks that this process works on; each knows its tenant"),
            Map.entry("tenants/TenantCreation", "the tenant")));

    private static Stream<Path> sources(String folder) {
        try (Stream<Path> all = Files.walk(Repository.file(folder))) {
            return all
                    .filter(path -> path.toString().contains("/src/main/java/"))
                    .filter(path -> path.toString().endsWith(".java"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isCache(Path source) {
        try {
            return CACHE.matcher(Files.readString(source)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everythingThatRequestsShareSaysWhatOfItsKeyIsTheTenant() {
        TreeSet<String> found = new TreeSet<>();
        Stream.of("ground", "audit", "desk", "edge", "services", "binance")
                .flatMap(CachesTest::sources)
                .filter(CachesTest::isCache)
                .map(path -> path.toString().replaceAll(".*/com/flowex/|\\.java$", ""))
                .forEach(found::add);
        assertEquals(KEYS.keySet(), found);
    }
}
