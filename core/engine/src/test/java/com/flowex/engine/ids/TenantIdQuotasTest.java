package com.flowex.engine.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.value.ClientOrderId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The memory of ids by later rules: no id that may have traded is taken for new, and no tenant uses more than its
 * share.
 */
class TenantIdQuotasTest {

    private static final long DAY = ClientOrderIds.ANSWER_NANOS;
    private static final long MILLI = 1_000_000;
    private static final long NOW = 20_000 * DAY;
    private static final int OWNER = 7;
    private static final int ALL = ClientOrderIds.ANSWERS_MAX + ClientOrderIds.TRACES_MAX;

    private final ClientOrderIds ids = new ClientOrderIds();

    TenantIdQuotasTest() {
        ids.retainTraces();
    }

    private static ClientOrderId id(int number) {
        return ClientOrderId.of("id-" + number);
    }

    private static ClientOrderId dated(long millis, int number) {
        return ClientOrderId.dated(millis, 0, number);
    }

    private void acceptAndClose(int owner, ClientOrderId id, long nanos) {
        ids.close(ids.accept(owner, id, 1, 1, 1), owner, nanos);
    }

    /** As the engine remembers a new id. */
    private void request(int owner, ClientOrderId id, long nanos) {
        ids.makeRoomFor(owner, nanos);
        acceptAndClose(owner, id, nanos);
    }

    /** Closes finding T13: 30,000 younger ids made an old one new again. */
    @Test
    void noIdThatMayHaveTradedIsForgottenForYoungerOnesWithinAQuarterOfAnHour() {
        for (int i = 1; i <= ClientOrderIds.IDS_MAX; i++) {
            request(OWNER, id(i), NOW);
        }
        long last = NOW + ClientOrderIds.LEAST_NANOS - 1;
        ids.makeRoomFor(OWNER, last);

        assertEquals(ClientOrderIds.EXPIRED, ids.find(OWNER, id(1), last));
        assertFalse(ids.hasRoomFor(OWNER, id(0), last));
        assertTrue(ids.hasRoomFor(OWNER, dated(NOW / MILLI, 1), last));
        assertTrue(ids.hasRoomFor(OWNER + 1, id(1), last));
        assertFalse(ids.hasForgotten(OWNER));

        ids.makeRoomFor(OWNER, last + 1);
        assertTrue(ids.hasRoomFor(OWNER, id(0), last + 1));
        assertTrue(ids.hasForgotten(OWNER));
    }

    @Test
    void accountRetainsAtMostItsQuotaOfIds() {
        for (int i = 1; i <= ClientOrderIds.IDS_MAX + ALL; i++) {
            request(OWNER, id(i), NOW + i * 10L * MILLI);
        }
        long later = NOW + (ClientOrderIds.IDS_MAX + ALL) * 10L * MILLI;

        assertEquals(ClientOrderIds.UNKNOWN, ids.find(OWNER, id(ALL), later));
        assertEquals(ClientOrderIds.EXPIRED, ids.find(OWNER, id(ALL + 1), later));
    }

    @Test
    void idsThatSayTheirTimeNeedNoTraceAndAreNeverNewAgain() {
        for (int i = 1; i <= 3 * ALL; i++) {
            acceptAndClose(OWNER, dated(NOW / MILLI + i, i), NOW + i * MILLI);
        }
        long later = NOW + 3L * ALL * MILLI;

        assertEquals(ClientOrderIds.EXPIRED, ids.find(OWNER, dated(NOW / MILLI + 1, 1), later));
        assertEquals(ClientOrderIds.EXPIRED, ids.find(OWNER, dated(NOW / MILLI + 1, 1), later + 400 * DAY));
        assertEquals(ClientOrderIds.UNKNOWN, ids.find(OWNER, dated(later / MILLI + 1, 1), later));
        assertEquals(ClientOrderIds.UNKNOWN, ids.find(OWNER + 1, dated(NOW / MILLI + 1, 1), later));
        ids.traces((owner, _, _) -> assertEquals(-1, owner, "a trace"));
    }

    @Test
    void aTimeThatIsYetToComeIsNoTime() {
        ClientOrderId ahead = dated(NOW / MILLI + TimestampedIds.AHEAD_MILLIS + 1, 1);
        acceptAndClose(OWNER, ahead, NOW);
        for (int i = 1; i <= ClientOrderIds.ANSWERS_MAX; i++) {
            acceptAndClose(OWNER, id(i), NOW);
        }

        assertEquals(ClientOrderIds.EXPIRED, ids.find(OWNER, ahead, NOW));
        assertEquals(ClientOrderIds.UNKNOWN, ids.find(OWNER, dated(NOW / MILLI, 2), NOW));
    }

    /** Closes finding F12: a refusal cost as much, and as long, as an order. */
    @Test
    void aRefusalIsRememberedForADayAndLeavesNoTrace() {
        ids.refuse(OWNER, id(1), 1, 1, NOW);

        assertTrue(ids.find(OWNER, id(1), NOW + DAY - 1) > ClientOrderIds.UNKNOWN);
        assertEquals(ClientOrderIds.UNKNOWN, ids.find(OWNER, id(1), NOW + DAY));
        ids.expire(NOW + DAY);
        ids.traces((owner, _, _) -> assertEquals(-1, owner, "a trace"));
        assertFalse(ids.hasForgotten(OWNER));
    }

    /** Closes finding F12: the ids of one tenant could fill the memory of all. */
    @Test
    void idsOfATenantAreBoundedByItsShareAndOthersContinue() {
        ids.open(OWNER, 1);
        ids.open(OWNER + 1, 2);
        ids.open(OWNER + 2, 1);
        for (int i = 0; i < TenantIdQuotas.TENANT_MAX / 2 / TenantIdQuotas.ANSWER; i++) {
            ids.accept(OWNER, id(i), 1, 1, 1);
        }
        for (int i = 1; i <= ALL / 10; i++) {
            request(OWNER + 2, id(i), NOW);
        }

        // The account keeps a tenth of the answers now.
        assertEquals(ClientOrderIds.EXPIRED, ids.find(OWNER + 2, id(ALL / 10 - ClientOrderIds.ANSWERS_MAX / 10), NOW));
        assertFalse(ids.isTenantFull(OWNER, id(0), NOW));
        for (int i = 0; i < TenantIdQuotas.TENANT_MAX / 2 / TenantIdQuotas.ANSWER; i++) {
            ids.accept(OWNER, id(-1 - i), 1, 1, 1);
        }

        assertTrue(ids.isTenantFull(OWNER, id(0), NOW) && ids.isTenantFull(OWNER + 2, id(0), NOW));
        assertFalse(ids.isTenantFull(OWNER + 1, id(0), NOW));
        assertTrue(ids.hasRoomFor(OWNER + 1, id(0), NOW));
    }

    /** Finding W15: a number above the default is granted at the expense of the tenant's other accounts. */
    @Test
    void aHigherQuotaHoldsWhileTheTenantsShareFillsAndALowerOneShrinks() {
        TenantIdQuotas shares = new TenantIdQuotas();
        AccountIdQuotas quotas = new AccountIdQuotas(shares);
        quotas.set(OWNER, 600_000);
        quotas.set(OWNER + 1, 60_000);
        assertEquals(Integer.MAX_VALUE, quotas.maxOf(OWNER));
        quotas.keep();
        assertEquals(600_000, quotas.maxOf(OWNER));
        assertEquals(ClientOrderIds.IDS_MAX, quotas.maxOf(OWNER + 2));
        quotas.limitToDay();
        assertEquals(ClientOrderIds.IDS_A_DAY_MAX, quotas.maxOf(OWNER + 2));

        shares.add(OWNER + 2, TenantIdQuotas.TENANT_MAX / 2);

        assertEquals(600_000, quotas.maxOf(OWNER));
        assertEquals(50_000, quotas.maxOf(OWNER + 1));
        assertEquals(50_000, quotas.maxOf(OWNER + 2));
        quotas.set(OWNER, 0);
        assertEquals(50_000, quotas.maxOf(OWNER));
    }

    /** An exchange that is newer than its log: its busy tenants go on at once, and what they asked of late does not trade again. */
    @Test
    void idsFromBeforeQuotasAreEvictedForNewOnes() {
        ClientOrderIds before = new ClientOrderIds();
        int accounts = 60;
        ClientOrderId[] all =
                IntStream.rangeClosed(1, ALL).mapToObj(TenantIdQuotasTest::id).toArray(ClientOrderId[]::new);
        for (int owner = 0; owner <= accounts; owner++) {
            before.open(owner, owner == 0 ? 2 : 1);
            for (ClientOrderId id : all) {
                before.close(before.accept(owner, id, 1, 1, 1), owner, NOW);
            }
        }
        long now = NOW + ClientOrderIds.LEAST_NANOS;
        before.close(before.accept(1, id(0), 1, 1, 1), 1, now);
        before.retainTraces();
        assertTrue(before.isTenantFull(1, id(0), now), "the case is worth nothing otherwise");

        before.fitIntoShares(now);

        assertFalse(before.isTenantFull(1, id(0), now));
        assertTrue(before.find(1, id(0), now) != ClientOrderIds.UNKNOWN, "what is young stays");
        assertTrue(before.find(0, id(ALL), now) > ClientOrderIds.UNKNOWN, "another tenant's answers stay");
        assertEquals(ClientOrderIds.EXPIRED, before.find(0, id(1), now), "another tenant's traces stay");
    }

    /** Many accounts with few ids each fill a share too; the oldest of all of them leave, of other tenants none. */
    @Test
    void endedIdsOfATenantMakeRoomForNewOnes() {
        int accounts = 20_000;
        // A share holds a little more than a million answers; these are half as many again.
        int perAccount = 80;
        ids.open(0, 2);
        for (int owner = 1; owner <= accounts; owner++) {
            ids.open(owner, 1);
        }
        request(0, id(0), NOW);
        long now = NOW;
        for (int i = 1; i <= perAccount; i++) {
            ClientOrderId id = id(i);
            for (int owner = 1; owner <= accounts; owner++) {
                now += MILLI;
                request(owner, id, now);
                assertFalse(ids.isTenantFull(owner, id, now), "full");
            }
        }

        assertEquals(
                ClientOrderIds.UNKNOWN, ids.find(1, id(1), now), "what is older than a quarter of an hour has left");
        assertTrue(ids.find(1, id(perAccount), now) != ClientOrderIds.UNKNOWN, "what is younger has not");
        assertTrue(ids.find(0, id(0), now) > ClientOrderIds.UNKNOWN, "another tenant's answer stays");
    }
}
