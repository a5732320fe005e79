package com.flowex.identity.app.registration;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.atOnce;
import static com.flowex.identity.IdentityWorld.fields;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityWorld;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** How users come to be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class RegistrationTest {

    private final IdentityWorld world = new IdentityWorld();

    @BeforeEach
    void exchangeAnswers() {
        world.exchangeAnswers();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void aRegisteredUserHasAnAccountWhoseNumberComesFromTheId() {
        String email = freshEmail();

        TestAnswer answer = world.register(email, PASSWORD);

        JsonNode user = answer.json();
        assertEquals(201, answer.status(), answer.text());
        assertEquals(email, user.path("email").asText());
        assertEquals("Test", user.path("first_name").asText());
        assertEquals("User", user.path("last_name").asText());
        assertTrue(user.path("created_at").asText().endsWith("Z"));
        long account = Long.parseLong(user.path("account").asText());
        assertEquals(1_000 + Long.parseLong(user.path("id").asText()), account);
        assertTrue(world.exchange.commands().stream()
                .anyMatch(command -> command instanceof OpenOwnedAccount opened
                        && opened.account().equals(new AccountId(1, account))));
        assertFalse(answer.text().contains("password"));
    }

    @Test
    void anAddressIsRegisteredOnceWhateverItsCase() {
        String email = freshEmail();
        world.register(email, PASSWORD);

        TestAnswer again = world.register(email.toUpperCase(Locale.ROOT), PASSWORD);

        assertEquals(409, again.status());
        assertEquals("email_taken", again.code());
    }

    @Test
    void twoRegistrationsOfOneAddressAtOnceMakeOneUser() throws Exception {
        String email = freshEmail();

        List<Integer> statuses = atOnce(4, () -> world.register(email, PASSWORD).status());

        assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses.toString());
        assertEquals(3, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
    }

    @Test
    void everyFieldOfARegistrationIsCheckedAndAllFaultsAreNamedAtOnce() {
        TestAnswer answer = world.server.post(
                "/api/auth/register",
                "{\"email\":\"nobody\",\"password\":\"short\",\"first_name\":\"\",\"last_name\":\"a\\u0001b\"}",
                "");

        assertEquals(400, answer.status());
        assertEquals("invalid_field", answer.code());
        assertEquals(List.of("email", "password", "first_name", "last_name"), fields(answer));
        assertEquals(
                List.of("email", "password", "first_name", "last_name"),
                fields(world.server.post("/api/auth/register", "{}", "")));
        assertEquals(
                "unknown_field",
                world.server
                        .post("/api/auth/register", "{\"role\":\"admin\"}", "")
                        .code());
        assertEquals(
                "malformed_json",
                world.server.post("/api/auth/register", "email=a", "").code());
    }

    @Test
    void aWeakPasswordIsRefusedByRule() {
        for (String weak : List.of("Short1!", "Password1!", "qwertyuiop", "1234567890", "A1!a".repeat(33))) {
            TestAnswer answer = world.register(freshEmail(), weak);
            assertEquals("invalid_field", answer.code(), weak);
            assertEquals(List.of("password"), fields(answer), weak);
        }
    }

    @Test
    void whenTheExchangeDoesNotAnswerTheUserIsRegisteredAndTheLoginOpensTheAccount() {
        String email = freshEmail();
        world.exchange.answer(_ -> new Outcome.Unknown());
        assertEquals(201, world.register(email, PASSWORD).status());

        assertEquals("unknown_outcome", world.login(email, PASSWORD).code());
        world.exchange.answer(_ -> new Outcome.Overloaded());
        assertEquals(503, world.login(email, PASSWORD).status());
        world.exchange.answer(_ -> new Outcome.Rejected(RejectReason.CAPACITY_REACHED, 7));
        assertEquals("capacity_reached", world.login(email, PASSWORD).code());

        world.exchange.answer(_ -> new Outcome.Accepted(8, 1, List.of()));
        assertEquals(200, world.login(email, PASSWORD).status());
        int requested = world.exchange.commands().size();
        assertEquals(200, world.login(email, PASSWORD).status());
        assertEquals(requested, world.exchange.commands().size());
    }
}
