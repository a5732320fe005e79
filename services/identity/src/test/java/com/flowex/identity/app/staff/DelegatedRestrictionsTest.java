package com.flowex.identity.app.staff;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.store.restriction.RestrictionKind;
import com.flowex.identity.store.restriction.RestrictionRequest;
import com.flowex.platform.errors.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A decision of another service is set with its record, or not at all, and only if its decider may. */
@Timeout(900)
class DelegatedRestrictionsTest {

    private static final RestrictionRequest REQUEST =
            new RestrictionRequest(RestrictionKind.NO_WITHDRAWALS, "case 7: x", null);

    private final IdentityWorld world = new IdentityWorld();
    private final DelegatedRestrictions restrictions = world.access.decidedRestrictions();

    private record Person(long id, AccountId account) {}

    @AfterEach
    void close() {
        world.close();
    }

    private Person person(String role) {
        Map<String, Object> form = Map.of(
                "email",
                freshEmail(),
                "password",
                PASSWORD,
                "first_name",
                "A",
                "last_name",
                "B",
                "roles",
                List.of(role));
        JsonNode made = world.post("/api/v1/users/", form, world.admin()).json();
        return new Person(
                made.path("id").asLong(), new AccountId(1, made.path("account").asLong()));
    }

    private boolean mayPay(Person person) {
        try {
            world.access.restrictions().requireMayPay(1, person.id());
            return true;
        } catch (Refusal why) {
            return false;
        }
    }

    @Test
    void decidersAreListedWithTheirLanguage() {
        Person admin = person("admin");
        person("trader");
        DelegatedRestrictions.Decider known = restrictions.deciders(1).getLast();
        assertEquals(new DelegatedRestrictions.Decider(admin.id(), admin.account(), ""), known);
        String first = world.me(world.admin()).json().path("id").asText();
        assertEquals(
                200,
                world.patch("/api/auth/profile", Map.of("language", "fa"), world.admin())
                        .status());
        List<DelegatedRestrictions.Decider> all = restrictions.deciders(1);
        assertEquals(
                all.stream()
                        .sorted(Comparator.comparing(DelegatedRestrictions.Decider::user))
                        .toList(),
                all);
        assertEquals(
                "fa",
                all.stream()
                        .filter(each -> Long.toString(each.user()).equals(first))
                        .findFirst()
                        .orElseThrow()
                        .language());
        assertEquals(List.of(), restrictions.deciders(2));
    }

    @Test
    void restrictionIsSetTogetherWithItsRecordOrNotAtAll() {
        Person admin = person("admin");
        Person user = person("trader");
        assertEquals(OptionalLong.of(user.id()), restrictions.owner(user.account()));
        assertEquals(OptionalLong.empty(), restrictions.owner(new AccountId(1, 999_999)));
        assertEquals(admin.account(), restrictions.decider(1, admin.id()).orElseThrow());
        assertTrue(restrictions.decider(1, user.id()).isEmpty());
        assertThrows(
                IllegalStateException.class,
                () -> restrictions.set(1, user.id(), admin.id(), REQUEST, _ -> {
                    throw new IllegalStateException("not written");
                }));
        assertTrue(mayPay(user));
        restrictions.set(1, user.id(), admin.id(), REQUEST, _ -> {});
        assertFalse(mayPay(user));
        Refusal again = assertThrows(Refusal.class, () -> restrictions.set(1, user.id(), admin.id(), REQUEST, _ -> {}));
        assertEquals("already_decided", again.code().code());
    }

    @Test
    void delegatedRestrictionRequiresTheDecidersOwnRights() {
        Person admin = person("admin");
        Person user = person("trader");
        Person other = person("trader");
        assertEquals(
                "forbidden",
                assertThrows(Refusal.class, () -> restrictions.set(1, user.id(), other.id(), REQUEST, _ -> {}))
                        .code()
                        .code());
        assertThrows(Refusal.class, () -> restrictions.set(1, admin.id(), admin.id(), REQUEST, _ -> {}));
        assertThrows(Refusal.class, () -> restrictions.set(2, user.id(), admin.id(), REQUEST, _ -> {}));
        assertTrue(mayPay(user));
    }
}
