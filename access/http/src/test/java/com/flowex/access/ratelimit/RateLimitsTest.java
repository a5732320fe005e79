package com.flowex.access.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.EdgeSettings;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final String ROUTE = "GET /api/trading/orders";
    private static final InetAddress HERE = InetAddress.ofLiteral("10.0.0.1");

    private final AtomicLong tenantQuota = new AtomicLong(1_000_000);

    private RateLimits limits(Map<String, String> environment) {
        LimitSettings settings = EdgeSettings.of(environment).limits();
        return new RateLimits(settings, new LocalBudgets(1_000), _ -> tenantQuota.get());
    }

    private static int granted(int times, java.util.function.Supplier<RateLimits.Verdict> verdict) {
        int granted = 0;
        for (int i = 0; i < times; i++) {
            granted += verdict.get() instanceof RateLimits.Verdict.Granted ? 1 : 0;
        }
        return granted;
    }

    @Test
    void anAddressWithoutATokenHasSixtyRequestsAMinute() {
        RateLimits limits = limits(Map.of());

        assertEquals(60, granted(100, () -> limits.anonymous(ROUTE, 1, HERE, 1)), 1);
        RateLimits.Verdict.Refused refused =
                assertInstanceOf(RateLimits.Verdict.Refused.class, limits.anonymous(ROUTE, 1, HERE, 1));
        assertEquals(60, refused.limit());
        assertTrue(refused.waitNanos() > 0 && refused.waitNanos() <= 1_000_000_000, refused::toString);
        assertEquals(1, granted(1, () -> limits.anonymous(ROUTE, 1, InetAddress.ofLiteral("10.0.0.2"), 1)));
    }

    @Test
    void publicMarketDataHasItsOwnQuota() {
        RateLimits limits = limits(Map.of("FLOWEX_RATE_PUBLIC", "100"));

        assertEquals(60, granted(70, () -> limits.anonymous(ROUTE, 1, HERE, 1)), 1);
        assertEquals(100, granted(120, () -> limits.publicData(ROUTE, 1, HERE, 1)), 1);
    }

    @Test
    void theBestRoleDecidesAndAWeightCountsMoreThanOnce() {
        RateLimits limits =
                limits(Map.of("FLOWEX_RATE_TRADER", "50", "FLOWEX_RATE_USER", "10", "FLOWEX_RATE_VIEWER", "10"));

        assertEquals(
                10, granted(20, () -> limits.known(ROUTE, new RateLimits.Sender(1, "7", List.of("viewer")), 1)), 1);
        assertEquals(
                50,
                granted(70, () -> limits.known(ROUTE, new RateLimits.Sender(1, "8", List.of("viewer", "trader")), 1)),
                1);
        assertEquals(
                10, granted(20, () -> limits.known(ROUTE, new RateLimits.Sender(1, "9", List.of("trader")), 5)), 1);
        // Another tenant's user of the same number is another person.
        assertEquals(1, granted(1, () -> limits.known(ROUTE, new RateLimits.Sender(2, "8", List.of("trader")), 1)));
    }

    @Test
    void aRouteMayHaveALimitOfItsOwn() {
        RateLimits limits = limits(Map.of("FLOWEX_RATE_ROUTES", "POST /api/auth/login=5, GET /api/slow=2"));

        assertEquals(5, granted(20, () -> limits.anonymous("POST /api/auth/login", 1, HERE, 1)), 1);
        assertEquals(
                2,
                granted(20, () -> limits.known("GET /api/slow", new RateLimits.Sender(1, "7", List.of("trader")), 1)),
                1);
        assertEquals(20, granted(20, () -> limits.known(ROUTE, new RateLimits.Sender(1, "7", List.of("trader")), 1)));
    }

    @Test
    void aTenantsUsersShareItsQuotaWhichMayChangeAtAnyTime() {
        RateLimits limits = limits(Map.of());
        tenantQuota.set(30);

        assertEquals(
                30, granted(40, () -> limits.known(ROUTE, new RateLimits.Sender(1, "7", List.of("trader")), 1)), 1);
        assertEquals(0, granted(5, () -> limits.known(ROUTE, new RateLimits.Sender(1, "8", List.of("trader")), 1)), 1);
        assertEquals(5, granted(5, () -> limits.known(ROUTE, new RateLimits.Sender(2, "8", List.of("trader")), 1)));
        tenantQuota.set(300);
        assertEquals(5, granted(5, () -> limits.known(ROUTE, new RateLimits.Sender(1, "8", List.of("trader")), 1)));
    }

    /** Closes finding F11: what strangers send is not taken from a tenant's users, and neither is taken from cancels. */
    @Test
    void strangersDrawOnABudgetOfTheirOwnAndCancelsAreTheLastToBeRefused() {
        RateLimits limits = limits(Map.of("FLOWEX_RATE_TRADER", "50"));
        tenantQuota.set(20);
        RateLimits.Sender trader = new RateLimits.Sender(1, "7", List.of("trader"));

        assertEquals(20, granted(60, () -> limits.anonymous(ROUTE, 1, HERE, 1)), 1);
        assertEquals(0, granted(60, () -> limits.publicData(ROUTE, 1, HERE, 1)), 1);
        assertEquals(20, granted(60, () -> limits.known(ROUTE, trader, 1)), 1);
        assertEquals(20, granted(60, () -> limits.canceling("DELETE /api/trading/orders", trader, 1)), 1);
    }

    @Test
    void aUsersOwnRequestsLeaveTheirCancelsAlone() {
        RateLimits limits = limits(Map.of("FLOWEX_RATE_TRADER", "50"));
        RateLimits.Sender trader = new RateLimits.Sender(1, "7", List.of("trader"));

        assertEquals(50, granted(60, () -> limits.known(ROUTE, trader, 1)), 1);
        assertEquals(50, granted(60, () -> limits.canceling("DELETE /api/trading/orders", trader, 1)), 1);
    }

    @Test
    void unownedRequestsCountAgainstTheirAddress() {
        RateLimits limits = limits(Map.of("FLOWEX_RATE_FILES", "30"));

        assertEquals(60, granted(70, () -> limits.unknownSender(HERE)), 1);
        assertEquals(0, granted(5, () -> limits.anonymous(ROUTE, 1, HERE, 1)), 1);
        assertEquals(30, granted(40, () -> limits.files(HERE)), 1);
        assertEquals(120, granted(140, () -> limits.watching(HERE)), 1);
    }

    @Test
    void theBurstIsAShareOfAMinutesQuota() {
        RateLimits limits = limits(Map.of("FLOWEX_RATE_BURST_PERCENT", "10"));

        assertEquals(6, granted(100, () -> limits.anonymous(ROUTE, 1, HERE, 1)), 1);
    }

    @Test
    void anIpv6NetworkIsOneAddress() {
        RateLimits limits = limits(Map.of());
        granted(60, () -> limits.anonymous(ROUTE, 1, InetAddress.ofLiteral("2001:db8::1"), 1));

        assertEquals(0, granted(5, () -> limits.anonymous(ROUTE, 1, InetAddress.ofLiteral("2001:db8::2"), 1)), 1);
        assertEquals(5, granted(5, () -> limits.anonymous(ROUTE, 1, InetAddress.ofLiteral("2001:db8:0:1::2"), 1)));
    }
}
