package com.flowex.access.tenancy;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestStand;
import com.flowex.access.testing.TestTenants;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class TenantDirectoryTest {

    private static Tenant quota(Tenant tenant, long perMinute) {
        return tenant.like(new TenantConfiguration(
                null, null, null, new TenantConfiguration.Rates(perMinute, Map.of("trader", 7L)), null, null));
    }

    @Test
    void aChangeIsKnownHereAtOnceAndElsewhereAfterTheNextLook() {
        DatabaseChoice.Server database = TestPostgres.freshDatabase();
        try (TestStand here = TestStand.on(database, Map.of());
                TestStand there = TestStand.on(database, Map.of())) {
            Tenant acme = TestTenants.add(here, "acme", "acme.test");
            TestTenants.change(here, acme, tenant -> quota(tenant, 12));

            assertEquals(12, here.tenants().ofTenant(acme.number()));
            // Two seconds are promised: one until the next look, one for it.
            assertTrue(there.edge().settings().tenancy().refresh().compareTo(Duration.ofSeconds(1)) <= 0);
            Await.until(() -> there.tenants().ofTenant(acme.number()) == 12);

            assertEquals(7, there.tenants().ofTier(acme.number(), "trader"));
            assertEquals(
                    acme.number(),
                    requireNonNull(there.tenants().byHost("acme.test")).number());
        }
    }

    /** The number of a change is drawn before its commit: whoever remembers the highest would miss what commits late. */
    @Test
    void aChangeWhoseNumberIsOlderAndThatCommitsLastIsNotMissed() throws Exception {
        DatabaseChoice.Server database = TestPostgres.freshDatabase();
        try (TestStand here = TestStand.on(database, Map.of());
                TestStand there = TestStand.on(database, Map.of())) {
            CountDownLatch drawn = new CountDownLatch(1);
            CountDownLatch commit = new CountDownLatch(1);
            Future<Boolean> elder = inBackground(() -> here.database().transaction(connection -> {
                boolean added = TenantsTable.insert(connection, named("elder")).isPresent();
                drawn.countDown();
                await(commit);
                return added;
            }));
            drawn.await();
            Future<Boolean> younger = inBackground(
                    () -> there.database().transaction(connection -> TenantsTable.insert(connection, named("younger"))
                            .isPresent()));
            Await.until(() -> younger.isDone() || isWaitedFor(there));
            there.tenants().refresh();
            commit.countDown();

            assertTrue(elder.get());
            assertTrue(younger.get());
            there.tenants().refresh();
            assertNotNull(there.tenants().bySlug("elder"), "its number was drawn first, and seen last");
            assertNotNull(there.tenants().bySlug("younger"));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> Future<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    private static boolean isWaitedFor(TestStand stand) {
        return stand.database().query(connection -> Sql.one(connection, row -> row.getBoolean(1), """
                SELECT count(*) > 0 FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'""")
                .orElseThrow());
    }

    private static Tenant named(String slug) {
        return new Tenant(0, slug, slug, Tenant.Status.ACTIVE, List.of(), TenantConfiguration.DEFAULT, Instant.EPOCH);
    }

    @Test
    void aListOfTenantsThatWasPutBackTakesThePlaceOfTheOneThatIsKnown() {
        DatabaseChoice.Server database = TestPostgres.freshDatabase();
        try (TestStand stand = TestStand.on(database, Map.of())) {
            TestTenants.add(stand, "acme", "acme.test");
            stand.database().asOwner(owner -> {
                Sql.execute(owner, "DELETE FROM platform.tenant_hosts");
                Sql.execute(owner, "DELETE FROM platform.tenants WHERE number > 1");
                return Sql.execute(owner, "UPDATE platform.change_numbers SET last = 1 WHERE subject = 'tenants'");
            });

            stand.tenants().refresh();

            assertNull(stand.tenants().bySlug("acme"));
            assertNull(stand.tenants().byHost("acme.test"));
            assertNotNull(stand.tenants().byNumber(Tenant.DEFAULT));
        }
    }

    @Test
    void aSlugThatWasUsedIsNeverGivenAgainAndAHostBelongsToOne() {
        try (TestStand stand = TestStand.fresh()) {
            Tenant acme = TestTenants.add(stand, "acme", "one.test");
            TestTenants.change(stand, acme, tenant -> tenant.in(Tenant.Status.REMOVED));

            assertEquals(Optional.empty(), inserted(stand, "acme", "two.test"));
            assertEquals(Optional.of("one.test"), inserted(stand, "other", "one.test"), "its hosts are free");
            TestTenants.add(stand, "host", "one.test");
            assertEquals(Optional.empty(), inserted(stand, "other", "one.test"));
        }
    }

    @Test
    void unusedSlugIsReusedAndItsNumberIsNot() {
        DatabaseChoice.Server database = TestPostgres.freshDatabase();
        try (TestStand here = TestStand.on(database, Map.of());
                TestStand there = TestStand.on(database, Map.of())) {
            Tenant first = TestTenants.add(here, "acme", "acme.test");
            Await.until(() -> there.tenants().bySlug("acme") != null);
            TestTenants.change(here, first, tenant -> tenant.in(Tenant.Status.DISCARDED));
            Tenant second = TestTenants.add(here, "acme", "acme.test");

            assertEquals(first.number() + 1, second.number());
            for (TestStand stand : List.of(here, there)) {
                Await.until(() -> requireNonNull(stand.tenants().bySlug("acme")).number() == second.number());
                assertEquals(
                        second.number(),
                        requireNonNull(stand.tenants().byHost("acme.test")).number());
                assertEquals(
                        Tenant.Status.DISCARDED,
                        requireNonNull(stand.tenants().byNumber(first.number())).status());
            }
        }
        try (TestStand later = TestStand.on(database, Map.of())) {
            assertEquals(3, requireNonNull(later.tenants().bySlug("acme")).number());
        }
    }

    private static Optional<String> inserted(TestStand stand, String slug, String host) {
        Tenant candidate = new Tenant(
                0, slug, slug, Tenant.Status.CREATING, List.of(host), TenantConfiguration.DEFAULT, Instant.EPOCH);
        return stand.database().transaction(connection -> {
            Optional<Tenant> made = TenantsTable.insert(connection, candidate);
            connection.jdbc().rollback();
            return made.map(tenant -> tenant.hosts().getFirst());
        });
    }

    @Test
    void configurationIsReadBackAndUnknownFieldsAreIgnored() {
        TenantConfiguration all = new TenantConfiguration(
                new TenantConfiguration.Branding("https://x.test/l.svg", null, "#123456", null, "a@x.test", null),
                List.of("fa", "en"),
                Map.of("trading", false),
                new TenantConfiguration.Rates(5L, Map.of("trader", 3L)),
                new TenantConfiguration.MarketDefaults("0.001", "0.002", null, null, 10),
                SelfTradePrevention.EXPIRE_TAKER);
        assertEquals(all, TenantConfiguration.parse(all.json()));
        assertEquals(TenantConfiguration.DEFAULT, TenantConfiguration.parse("{\"of_a_later_version\":1}"));
    }

    @Test
    void pagesSpeakAllTheirLanguagesUntilATenantChooses() {
        assertEquals(List.of("en", "fa", "zh"), TenantConfiguration.parse("{}").locales());
    }

    @Test
    void aThousandTenantsAreFoundByNumberSlugAndHost() {
        try (TestStand stand = TestStand.fresh()) {
            stand.tenants().change(connection -> {
                for (int i = 0; i < 1_000; i++) {
                    Tenant tenant = new Tenant(
                            0,
                            "t" + i + "x",
                            "T" + i,
                            Tenant.Status.ACTIVE,
                            List.of("t" + i + ".test"),
                            TenantConfiguration.DEFAULT,
                            Instant.EPOCH);
                    assertTrue(TenantsTable.insert(connection, tenant).isPresent());
                }
                return true;
            });
            assertEquals(1_001, stand.tenants().all().size());
            assertEquals(
                    "t999x", requireNonNull(stand.tenants().byNumber(1_001)).slug());
            assertEquals(501, requireNonNull(stand.tenants().bySlug("t499x")).number());
            assertEquals(2, requireNonNull(stand.tenants().byHost("t0.test")).number());
            assertNull(stand.tenants().byHost("t0.other"));
        }
    }
}
