package com.flowex.identity.app.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.auth.Role;
import com.flowex.identity.store.oidc.OidcProvider;
import com.flowex.identity.store.oidc.OidcProvider.RoleRule;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.outbound.OutboundHosts;
import com.flowex.testsupport.FakeIdentityProvider;
import com.flowex.testsupport.FakeIdentityProvider.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goal: a provider that lies begins no session. Method: each lie alone, against the rule that must name it. */
class LyingProviderTest {

    private static final String REDIRECT = "https://exchange.example.com/";

    private final FakeIdentityProvider provider = new FakeIdentityProvider();
    private final OutboundHosts hosts = new OutboundHosts(List.of(OutboundHosts.Rule.parse(provider.issuer())));
    private final ProviderClient client = new ProviderClient(hosts);
    private Duration ahead = Duration.ZERO;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private ProviderExchange exchange = exchange();

    @AfterEach
    void stop() {
        client.close();
        provider.close();
    }

    /** An exchange that knows no key yet. */
    private ProviderExchange exchange() {
        return new ProviderExchange(
                client,
                new TokenVerifier(new ProviderKeys(client, () -> Instant.now().plus(ahead)), InstantSource.system()),
                meters);
    }

    private OidcProvider configured() {
        return configured("sub");
    }

    private OidcProvider configured(String subjectClaim) {
        String issuer = provider.issuer();
        return new OidcProvider(
                1,
                7,
                "Test",
                issuer,
                FakeIdentityProvider.CLIENT,
                FakeIdentityProvider.SECRET,
                false,
                "RS256",
                "openid",
                new OidcProvider.Claims(subjectClaim, "groups"),
                new OidcProvider.Endpoints(
                        URI.create(issuer + "/authorize"), URI.create(issuer + "/token"), URI.create(issuer + "/keys")),
                List.of(),
                1);
    }

    private TokenVerifier.NamedPerson logIn() {
        return logIn(configured());
    }

    private TokenVerifier.NamedPerson logIn(OidcProvider configured) {
        OpaqueToken state = OpaqueToken.fresh(1);
        OpaqueToken browser = OpaqueToken.fresh(1);
        FakeIdentityProvider.Returned returned =
                provider.logIn(exchange.address(configured, REDIRECT, state, browser), "person-1", List.of("admins"));
        return exchange.person(configured, returned.code(), REDIRECT, state, browser);
    }

    private static String outcome(Runnable login) {
        try {
            login.run();
            return "accepted";
        } catch (ProviderFaultException e) {
            return e.fault().name();
        } catch (Refusal e) {
            return e.code().name();
        }
    }

    private void claim(Map<String, Runnable> lies, String name, ProviderFault fault, String claim, Object value) {
        lies.put(
                name + " => " + fault,
                () -> provider.claims = claims -> {
                    if (value.equals("")) {
                        claims.remove(claim);
                    } else {
                        claims.put(claim, value);
                    }
                });
    }

    private Map<String, Runnable> lies() {
        long now = Instant.now().getEpochSecond();
        Map<String, Runnable> lies = new LinkedHashMap<>();
        claim(lies, "another issuer", ProviderFault.ISSUER, "iss", "https://evil.example.com");
        claim(lies, "the issuer with a slash", ProviderFault.ISSUER, "iss", provider.issuer() + "/");
        claim(lies, "no issuer", ProviderFault.ISSUER, "iss", "");
        claim(lies, "no subject", ProviderFault.SUBJECT, "sub", "");
        claim(lies, "a blank subject", ProviderFault.SUBJECT, "sub", "  ");
        claim(lies, "a number as subject", ProviderFault.TOKEN_FORM, "sub", 7);
        claim(lies, "another audience", ProviderFault.AUDIENCE, "aud", "another");
        claim(lies, "two audiences without a party", ProviderFault.AUTHORIZED_PARTY, "aud", List.of("flowex", "x"));
        claim(lies, "another party", ProviderFault.AUTHORIZED_PARTY, "azp", "another");
        claim(lies, "expired", ProviderFault.EXPIRED, "exp", now - 120);
        claim(lies, "no expiry", ProviderFault.EXPIRED, "exp", "");
        claim(lies, "issued in the future", ProviderFault.ISSUED_AT, "iat", now + 3_600);
        claim(lies, "issued long ago", ProviderFault.ISSUED_AT, "iat", now - 3_600);
        claim(lies, "no time of issue", ProviderFault.ISSUED_AT, "iat", "");
        claim(lies, "an old nonce", ProviderFault.NONCE, "nonce", "n-0S6_WzA2Mj");
        claim(lies, "no nonce", ProviderFault.NONCE, "nonce", "");
        claim(lies, "groups that are a number", ProviderFault.GROUPS, "groups", 7);
        claim(
                lies,
                "a thousand groups",
                ProviderFault.GROUPS,
                "groups",
                IntStream.range(0, 1_000).mapToObj(each -> "g" + each).toList());
        lies.put("no signature => ALGORITHM", () -> {
            provider.header = head -> head.put("alg", "none");
            provider.signature = _ -> new byte[0];
        });
        lies.put("HS256 with the public key => ALGORITHM", () -> {
            provider.header = head -> head.put("alg", "HS256");
            provider.signature = provider::hs256;
        });
        lies.put("another algorithm => ALGORITHM", () -> provider.header = head -> head.put("alg", "RS512"));
        lies.put("an access token => TOKEN_TYPE", () -> provider.header = head -> head.put("typ", "at+jwt"));
        lies.put("another signature => SIGNATURE", () -> provider.signature = _ -> new byte[256]);
        lies.put(
                "a header that must be understood => SIGNATURE",
                () -> provider.header = head -> {
                    head.put("crit", List.of("x"));
                    head.put("x", "y");
                });
        lies.put("an unknown key => KEY_UNKNOWN", () -> provider.header = head -> head.put("kid", "unknown"));
        lies.put(
                "1,000 keys => KEYS",
                () -> provider.keysAnswer = answer -> keys(IntStream.range(0, 1_000)
                        .mapToObj(each -> "{\"kty\":\"RSA\",\"kid\":\"k" + each + "\",\"n\":\"AQAB\",\"e\":\"AQAB\"}")
                        .toList()));
        lies.put(
                "a weak key => KEYS",
                () -> provider.keysAnswer =
                        _ -> keys(List.of(FakeIdentityProvider.key("first", FakeIdentityProvider.freshKeys(1_024)))));
        lies.put(
                "one name of two keys => KEY_UNKNOWN",
                () -> provider.keysAnswer = answer -> keys(List.of(
                        FakeIdentityProvider.key("first", provider.keys),
                        FakeIdentityProvider.key("first", provider.keys))));
        lies.put("keys that are no JSON => KEYS", () -> provider.keysAnswer = _ -> Answer.ok("<html>"));
        lies.put(
                "keys elsewhere => ANSWER",
                () -> provider.keysAnswer = _ -> new Answer(302, "", Map.of("Location", provider.issuer() + "/token")));
        lies.put(
                "tokens elsewhere => ANSWER",
                () -> provider.tokenAnswer = _ -> new Answer(307, "", Map.of("Location", provider.issuer() + "/keys")));
        lies.put(
                "10 MB of tokens => ANSWER",
                () -> provider.tokenAnswer = answer -> Answer.ok(answer.body() + " ".repeat(10_000_000)));
        lies.put("no token => ANSWER", () -> provider.tokenAnswer = _ -> Answer.ok("{}"));
        lies.put("no JSON => ANSWER", () -> provider.tokenAnswer = _ -> Answer.ok("id_token=x"));
        lies.put("text as a token => TOKEN_FORM", () -> provider.tokenAnswer = _ -> Answer.ok("{\"id_token\":\"x\"}"));
        lies.put(
                "a failure of the provider => UNAVAILABLE",
                () -> provider.tokenAnswer = _ -> new Answer(502, "{}", Map.of()));
        return lies;
    }

    private static Answer keys(List<String> keys) {
        return Answer.ok(keys.stream().collect(Collectors.joining(",", "{\"keys\":[", "]}")));
    }

    @Test
    void everyLieIsRefusedByItsName() {
        assertEquals(Set.of("admins"), logIn().groups());
        List<String> wrong = new ArrayList<>();
        lies().forEach((lie, report) -> {
            provider.answerTruthfully();
            exchange = exchange();
            report.run();
            String outcome = outcome(this::logIn);
            if (!lie.endsWith(" => " + outcome)) {
                wrong.add(lie + ", and was " + outcome);
            }
        });

        assertEquals(List.of(), wrong);
    }

    @Test
    void mailAddressOfAnAdministratorIsNoIdentity() {
        assertEquals("person-1", logIn().subject(), "the token names admin@flowex.com, too");
    }

    @Test
    void anAnswerToAnotherBrowserOrLogInFitsNeither() {
        OpaqueToken state = OpaqueToken.fresh(1);
        OpaqueToken browser = OpaqueToken.fresh(1);
        String address = exchange.address(configured(), REDIRECT, state, browser);
        String mine = provider.logIn(address, "person-1", List.of()).code();
        String other = provider.logIn(address, "person-1", List.of()).code();

        assertEquals(
                "ANSWER",
                outcome(() -> exchange.person(configured(), mine, REDIRECT, state, OpaqueToken.fresh(1))),
                "the verifier is the browser's");
        assertEquals(
                "ANSWER", outcome(() -> exchange.person(configured(), other, REDIRECT, OpaqueToken.fresh(1), browser)));
        assertEquals("ANSWER", outcome(() -> exchange.person(configured(), mine, REDIRECT, state, browser)), "once");
    }

    @Test
    void keysAreReadOnceAndARotationWorksAtOnce() {
        logIn();
        logIn();
        assertEquals(1, provider.keysRead.get());
        provider.keys = FakeIdentityProvider.freshKeys();
        provider.keyId = "second";
        logIn();
        assertEquals(2, provider.keysRead.get());
        provider.header = head -> head.put("kid", "third");

        IntStream.range(0, 10).forEach(_ -> assertEquals("KEY_UNKNOWN", outcome(this::logIn)));

        assertEquals(2, provider.keysRead.get(), "unknown names read the keys at most so often");
        ahead = ProviderKeys.FRESH.plusSeconds(1);
        provider.answerTruthfully();
        logIn();
        assertEquals(3, provider.keysRead.get(), "keys are not kept for ever");
    }

    @Test
    void aSlowProviderIsUnavailable() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        provider.keysAnswer = answer -> {
            await(end);
            return answer;
        };
        try (ProviderClient impatient = new ProviderClient(hosts, Duration.ofMillis(200))) {
            Refusal refused = assertThrows(Refusal.class, () -> impatient.get(URI.create(provider.issuer() + "/keys")));
            assertEquals(RefusalCode.UNAVAILABLE, refused.code());
        } finally {
            end.countDown();
        }
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void onlyListedHostsAreContacted() {
        assertEquals("UNAVAILABLE", outcome(() -> client.get(URI.create("http://127.0.0.1:1/keys"))));
        assertEquals("UNAVAILABLE", outcome(() -> client.get(URI.create("https://login.example.com/keys"))));
    }

    @Test
    void logOutTokensAreHeldAsStrictly() {
        TokenVerifier verifier = exchange.tokens();
        assertEquals(
                "person-1",
                verifier.logoutToken(configured(), provider.logoutToken("person-1"))
                        .subject());
        long now = Instant.now().getEpochSecond();
        Map<String, Runnable> lies = new LinkedHashMap<>();
        claim(lies, "a nonce", ProviderFault.NONCE, "nonce", "x");
        claim(lies, "no event", ProviderFault.EVENTS, "events", "");
        claim(lies, "another event", ProviderFault.EVENTS, "events", Map.of("x", Map.of()));
        claim(
                lies,
                "an event that is a text",
                ProviderFault.EVENTS,
                "events",
                Map.of(FakeIdentityProvider.LOGOUT_EVENT, "x"));
        claim(lies, "no id", ProviderFault.TOKEN_ID, "jti", "");
        claim(lies, "no subject", ProviderFault.SUBJECT, "sub", "");
        claim(lies, "another audience", ProviderFault.AUDIENCE, "aud", "another");
        claim(lies, "another issuer", ProviderFault.ISSUER, "iss", "https://evil.example.com");
        claim(lies, "an old one", ProviderFault.ISSUED_AT, "iat", now - 3_600);
        claim(lies, "expired", ProviderFault.EXPIRED, "exp", now - 120);
        lies.put("no signature => ALGORITHM", () -> {
            provider.header = head -> head.put("alg", "none");
            provider.signature = _ -> new byte[0];
        });
        lies.put("another signature => SIGNATURE", () -> provider.signature = _ -> new byte[256]);
        List<String> wrong = new ArrayList<>();
        lies.forEach((lie, report) -> {
            provider.answerTruthfully();
            report.run();
            String outcome = outcome(() -> verifier.logoutToken(configured(), provider.logoutToken("person-1")));
            if (!lie.endsWith(" => " + outcome)) {
                wrong.add(lie + ", and was " + outcome);
            }
        });

        assertEquals(List.of(), wrong);
    }

    /** Entra ID gives each client another sub, and the same oid to all of them. */
    @Test
    void anotherClaimThanSubMayNameAPersonForGood() {
        OidcProvider entra = configured("oid");
        provider.claims = claims -> claims.put("oid", "00000000-0000-0000-66f3-3332eca7ea81");
        assertEquals("00000000-0000-0000-66f3-3332eca7ea81", logIn(entra).subject());
        assertEquals(
                "00000000-0000-0000-66f3-3332eca7ea81",
                exchange.tokens()
                        .logoutToken(entra, provider.logoutToken("person-1"))
                        .subject());
        for (Object lie : List.of("", "  ", 7, "admin@flowex.com", List.of("x"))) {
            provider.claims = claims -> claims.put("oid", lie);
            String fault = lie instanceof String ? "SUBJECT" : "TOKEN_FORM";
            assertEquals(fault, outcome(() -> logIn(entra)), lie.toString());
        }
        provider.answerTruthfully();
        assertEquals("SUBJECT", outcome(() -> logIn(entra)), "a token without the claim names nobody");
        assertTrue(SubjectClaim.isAllowed("sub", "groups"));
        assertTrue(SubjectClaim.isAllowed("oid", "groups"));
        for (String shared : List.of("tid", "EMAIL", "preferred_username", "iss", "groups", "staff", "a b", "")) {
            assertFalse(SubjectClaim.isAllowed(shared, "staff"), shared);
        }
    }

    @Test
    void groupsSelectAmongTheRolesThatWereGranted() {
        List<RoleRule> rules = List.of(
                new RoleRule("admins", Role.ADMIN),
                new RoleRule("analysts", Role.ANALYST),
                new RoleRule("root", Role.SUPER_ADMIN));
        Set<Role> admin = Set.of(Role.USER, Role.ADMIN);

        assertEquals(admin, RoleSelection.select(admin, Set.of(), List.of()), "without rules");
        assertEquals(admin, RoleSelection.select(admin, Set.of("admins"), rules));
        assertEquals(Set.of(Role.USER, Role.ANALYST), RoleSelection.select(admin, Set.of("analysts"), rules));
        assertEquals(Set.of(Role.USER), RoleSelection.select(admin, Set.of("root"), rules), "never above the grant");
        assertEquals(Set.of(Role.USER), RoleSelection.select(Set.of(Role.USER), Set.of("analysts"), rules));
        assertEquals(Set.of(Role.VIEWER), RoleSelection.select(Set.of(Role.ADMIN), Set.of("x"), rules));
        assertEquals(Set.of(Role.SUPER_ADMIN), RoleSelection.select(Set.of(Role.SUPER_ADMIN), Set.of("root"), rules));
        assertTrue(RoleSelection.select(Set.of(), Set.of("root"), rules).isEmpty());
    }
}
