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
 * <p>State that requests share in memory or in Redis. A new entry says here which part of its key is the tenant, or why
 * it has nothing of a tenant.
 */
class CachesTest {

    private static final Pattern CACHE = Pattern.compile(
            "Caffeine\\.newBuilder\\(|new Concurrent(Hash|SkipList)Map|ConcurrentHashMap\\.newKeySet|\"flowex:");

    private static final Map<String, String> KEYS = new TreeMap<>(Map.ofEntries(
            // In Redis.
            Map.entry("access/ratelimit/SharedBudgets", "as LocalBudgets, behind one prefix"),
            Map.entry("identity/store/session/RedisSessions", "flowex:<tenant>:"),
            Map.entry("identity/store/lockout/RedisAttemptCounter", "flowex:<tenant>:attempts:"),
            Map.entry("identity/app/apikey/RedisDuplicateDetector", "hash of key and nonce: a key is one tenant's"),
            Map.entry("binance/user/ListenKeys", "the API key's id, of which the tenant is a part; random listen keys"),
            Map.entry("platform/messaging/RedisStreams", "flowex:<tenant>:; positions by tenant and topic"),
            // In memory.
            Map.entry("access/auth/token/AccessTokens", "the whole token, of which the tenant is a signed part"),
            Map.entry("access/auth/token/Revocations", "random numbers of sessions that ended"),
            Map.entry("access/auth/LocalDuplicateDetector", "key and nonce: a key is one tenant's"),
            Map.entry("tenants/app/listing/Listings", "the tenant's number"),
            Map.entry("orderentry/queue/CommandSubmitter", "an account, of which the tenant is a part"),
            Map.entry("orderentry/market/InstrumentDirectory", "tenant and text; numbers are unique over all tenants"),
            Map.entry("wallet/store/chain/AddressDirectory", "network and tenant"),
            Map.entry("wallet/app/history/BalanceHistory", "the tenant, then the account"),
            Map.entry("wallet/app/margin/OwnMarketQuotes", "asset: one is a single tenant's"),
            Map.entry("wallet/app/sweep/Sweeper", "networks: how far each was looked through"),
            Map.entry("platform/health/Health", "parts of this process"),
            Map.entry("platform/database/RememberedResources", "names of resources of the class path"),
            Map.entry("access/http/connection/ConnectionTimeouts", "threads"),
            Map.entry(
                    "access/http/connection/OpenConnections",
                    "addresses: one has so many connections whatever tenants it names"),
            Map.entry("access/http/caller/ProvenKeys", "the key's id, of which the tenant is a part"),
            Map.entry(
                    "access/http/connection/SocketSlots",
                    "addresses: one has so many connections whatever tenants it names"),
            Map.entry("access/http/page/StaticFiles", "files of the page, the same for all"),
            Map.entry("access/http/server/TenantTimers", "the tenant's label"),
            Map.entry(
                    "access/ratelimit/LocalBudgets",
                    "users by tenant, tenants by number; addresses have one budget whatever tenants they name"),
            Map.entry("identity/app/guard/SlidingWindowCounter", "names begin with the tenant's number"),
            Map.entry("identity/app/sms/SmsDelivery", "providers of this process"),
            Map.entry("identity/app/oidc/ProviderKeys", "the tenant, then the address of its provider's keys"),
            Map.entry("identity/app/apikey/ApiKeyDirectory", "the key's id, of which the tenant is a part"),
            Map.entry("marketdata/view/PublicMarket", "one market, which is one tenant's"),
            Map.entry("platform/telemetry/TenantLabels", "the tenant, capped"),
            Map.entry(
                    "platform/telemetry/CappedLabels",
                    "names that operators may read, capped; nothing else is behind them"),
            Map.entry("access/socket/StreamMetrics", "the tenant's label"),
            Map.entry("access/socket/StreamHub", "connections, each of one tenant"),
            Map.entry("access/socket/ConnectionFailureLog", "causes of ended connections: they are logged and counted"),
            Map.entry("orderentry/OrderQuotas", "an account, of which the tenant is a part"),
            Map.entry("strategies/app/run/RunRunner", "runs, each by its tenant and number"),
            Map.entry(
                    "marketdata/view/PublicMarkets",
                    "tenant and symbol; numbers of markets are unique over all tenants"),
            Map.entry("marketdata/view/RecentCandles", "intervals of one market, which is one tenant's"),
            Map.entry("binance/margin/MarginMarkets", "the tenant"),
            Map.entry("binance/stream/StreamMessageCache", "a market, which is one tenant's"),
            Map.entry("binance/stream/StreamsSession", "one connection, which is one tenant's"),
            Map.entry("binance/stream/TickViews", "a market, which is one tenant's"),
            Map.entry("marketdata/api/stream/KlineMessageCache", "a market, which is one tenant's"),
            Map.entry("marketdata/api/stream/MiniTickerMessageCache", "a market, which is one tenant's"),
            Map.entry("marketdata/app/ResultCache", "the tenant, then the market"),
            Map.entry("marketdata/api/stream/TickerMessageCache", "a market, which is one tenant's"),
            Map.entry("listings/app/HiddenCoinsCache", "the tenant"),
            Map.entry("access/http/server/AuditedReads", "the tenant, then the reader and what was read"),
            Map.entry("identity/app/apikey/ApiKeyUses", "the tenant, then the key"),
            Map.entry("listings/app/CoinRisksCache", "the tenant"),
            Map.entry("trading/view/TradingMetrics", "nothing of a request: counts of its own by kind"),
            Map.entry(
                    "trading/app/account/DisconnectCancellation",
                    "an account, of which the tenant is a part, then a market"),
            Map.entry("trading/app/account/AccountStream", "an account, of which the tenant is a part"),
            Map.entry("p2p/app/notice/NoticeFeed", "an account, of which the tenant is a part"),
            Map.entry("binance/trade/OrderCounts", "an account, of which the tenant is a part"),
            Map.entry("operations/app/TaskAdmission", "the tenant"),
            Map.entry("operations/app/SlotExecutor", "tasks that this process works on; each knows its tenant"),
            Map.entry("tenants/app/TenantCreation", "the tenant")));

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
    void everySharedCacheDeclaresItsTenantKey() {
        TreeSet<String> found = new TreeSet<>();
        Stream.of("platform", "access", "order-entry", "services", "adapters/binance")
                .flatMap(CachesTest::sources)
                .filter(CachesTest::isCache)
                .map(path -> path.toString().replaceAll(".*/com/flowex/|\\.java$", ""))
                .forEach(found::add);
        assertEquals(KEYS.keySet(), found);
    }
}
