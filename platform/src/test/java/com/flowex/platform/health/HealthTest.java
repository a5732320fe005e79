package com.flowex.platform.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HealthTest {

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final Health health = new Health(() -> now);
    private Health.State view = Health.UP;
    private Health.State database = Health.UP;

    private Health.Component part(String name) {
        return Objects.requireNonNull(health.components().get(name));
    }

    private void divided() {
        health.register("view trading", () -> view);
        health.register("view wallet", () -> Health.UP);
        health.register("database", () -> database);
        health.serves(
                Map.of("trading", Set.of("view trading"), "wallet", Set.of("view wallet")),
                Set.of("view trading", "view wallet"));
    }

    @Test
    void aStoppedViewMakesItsOwnServiceNotReadyAndNoOther() {
        divided();
        view = new Health.State.Down("an event cannot be applied");

        assertFalse(health.ready("trading"));
        assertTrue(health.ready("wallet"));
        assertFalse(health.ready(), "a process is ready if all of its services are");
        assertTrue(health.snapshot().servesAny(Health.Group.ALL));
        assertTrue(health.snapshot().ready(Health.Group.PROTECTION), "the other service still protects");
    }

    @Test
    void aServiceWhoseViewIsNotThereIsNotReady() {
        divided();
        health.remove("view wallet");

        assertFalse(health.ready("wallet"));
        assertTrue(health.ready("trading"));
        assertFalse(health.ready());
    }

    @Test
    void downedSharedPartMakesAllServicesNotReady() {
        divided();
        database = new Health.State.Down("does not answer");

        assertFalse(health.ready("trading"));
        assertFalse(health.ready("wallet"));
        assertFalse(health.ready());
    }

    /** A part that all processes lack must not keep clients from what is served without it. */
    @Test
    void sharedPartThatIsAwayKeepsProtectionReady() {
        divided();
        database = new Health.State.Away("does not answer");

        assertFalse(health.ready());
        assertEquals("down", part("database").state().word());
        assertTrue(health.snapshot().ready(Health.Group.PROTECTION));
        assertTrue(health.snapshot().ready("trading", Health.Group.PROTECTION));

        view = new Health.State.Down("an event cannot be applied");
        assertFalse(health.snapshot().ready("trading", Health.Group.PROTECTION));
        assertTrue(health.snapshot().ready("wallet", Health.Group.PROTECTION));
        assertFalse(health.snapshot().ready("wallet", Health.Group.ALL));
    }

    @Test
    void impairedPartKeepsTheServiceReady() {
        divided();
        database = new Health.State.Degraded("slow");

        assertTrue(health.ready("trading"));
        assertEquals("impaired", part("database").state().word());
    }

    @Test
    void sinceWhenSomethingIsAsItIsSurvivesLooksAndAnotherReason() {
        divided();
        health.components();
        now = now.plusSeconds(10);
        view = new Health.State.Down("first");
        Instant begin = now;
        health.components();
        now = now.plusSeconds(10);
        view = new Health.State.Down("second");

        Health.Component part = part("view trading");
        assertEquals(begin, part.since());
        assertEquals("second", part.state().why());
    }

    @Test
    void changesAreHandedOverOnceInTheirOrderAndStayWhereTheyCannotBeTaken() {
        divided();
        health.components();
        view = new Health.State.Down("why");
        health.components();
        view = Health.UP;
        health.components();

        assertThrows(
                IllegalStateException.class,
                () -> health.take(_ -> {
                    throw new IllegalStateException("the database is away");
                }));
        List<String> taken = new ArrayList<>();
        health.take(change -> taken.add(change.part() + " " + change.before() + ">" + change.state()));
        assertEquals(List.of("view trading up>down", "view trading down>up"), taken);
        health.take(_ -> taken.add("again"));
        assertEquals(2, taken.size());
    }

    @Test
    void untakenHealthChangesAreBounded() {
        for (int i = 0; i < Health.CHANGES_MAX + 5; i++) {
            health.note(new HealthChange(now, "part " + i, "up", "down", ""));
        }
        List<HealthChange> changes = new ArrayList<>();
        health.take(changes::add);
        assertEquals(Health.CHANGES_MAX, changes.size());
        assertEquals("part 5", changes.getFirst().part());
    }

    @Test
    void aCheckThatThrowsIsAFaultOfItsPartAlone() {
        divided();
        health.register("broken", () -> {
            throw new IllegalStateException("no");
        });

        assertEquals("impaired", part("broken").state().word());
        assertEquals("up", part("database").state().word());
    }
}
