package com.flowex.identity.app.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.tenancy.TransferRecipients;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityWorld;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class UserTransferRecipientsTest {

    private static final AccountId ASKER = new AccountId(1, 4_711);

    private final IdentityWorld world = new IdentityWorld();
    private final TransferRecipients receivers = world.access.receivers();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aUserIsFoundByAddressAndByAccountOfTheirOwnTenantOnly() {
        TestAnswer bob = world.newUser("bob@example.com");
        String account = world.me(bob).json().path("account").asText();
        AccountId bobs = new AccountId(1, Long.parseLong(account.substring(account.lastIndexOf('/') + 1)));

        assertEquals(Optional.of(bobs), receivers.find(ASKER, "Bob@Example.com"));
        assertEquals(Optional.of(bobs), receivers.find(ASKER, Long.toString(bobs.number())));
        assertEquals(Optional.empty(), receivers.find(new AccountId(2, 4_711), "bob@example.com"));
        assertEquals(Optional.empty(), receivers.find(ASKER, "2"), "the platform's own");
        assertEquals(Optional.empty(), receivers.find(ASKER, "no address"));
    }

    @Test
    void suspendedRecipientIsIndistinguishableFromAnUnknownOne() {
        TestAnswer bob = world.newUser("bob@example.com");
        String id = world.me(bob).json().path("id").asText();
        assertEquals(
                200,
                world.patch("/api/v1/users/" + id, Map.of("status", "suspended"), world.admin())
                        .status());

        assertEquals(Optional.empty(), receivers.find(ASKER, "bob@example.com"));
    }

    @Test
    void nameGuessesAreDelayedAndTransfersAreNot() {
        world.newUser("bob@example.com");
        for (int times = 0; times < 20; times++) {
            assertTrue(receivers.find(ASKER, "bob@example.com").isPresent());
        }
        Refusal refused = assertThrows(Refusal.class, () -> {
            for (int guess = 0; guess < 20; guess++) {
                receivers.find(ASKER, "guess" + guess + "@example.com");
            }
        });
        assertEquals(RefusalCode.TOO_MANY_ATTEMPTS, refused.code());
        assertTrue(receivers.find(new AccountId(1, 4_712), "bob@example.com").isPresent());
    }

    /** A receiver who is there is no guess, however many transfers look for them at the same moment. */
    @Test
    void concurrentTransfersToOneRecipientFindThem() throws Exception {
        world.newUser("bob@example.com");

        List<Boolean> found = IdentityWorld.atOnce(
                32, () -> receivers.find(ASKER, "bob@example.com").isPresent());

        assertEquals(List.of(true), found.stream().distinct().toList());
    }
}
