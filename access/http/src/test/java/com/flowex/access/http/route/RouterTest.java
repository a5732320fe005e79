package com.flowex.access.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Router.Match;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {

    private final Router<String> router = new Router<>();

    RouterTest() {
        router.add("GET", "/orders", "list");
        router.add("POST", "/orders", "place");
        router.add("POST", "/orders/resolve", "resolve");
        router.add("GET", "/orders/{id}", "get");
        router.add("DELETE", "/orders/{id}", "cancel");
        router.add("GET", "/{kind}/{id}", "any");
        router.add("GET", "/pairs/{symbol}/book/{side}", "side");
    }

    @Test
    void aPathWithoutParametersIsFoundByItsMethod() {
        assertEquals(new Match.Found<>("list", Map.of()), router.match("GET", "/orders"));
        assertEquals(new Match.Found<>("place", Map.of()), router.match("POST", "/orders"));
    }

    @Test
    void parametersTakeOneSegmentEach() {
        assertEquals(new Match.Found<>("get", Map.of("id", "12")), router.match("GET", "/orders/12"));
        assertEquals(
                new Match.Found<>("side", Map.of("symbol", "BTC-USDT", "side", "bids")),
                router.match("GET", "/pairs/BTC-USDT/book/bids"));
        assertEquals(new Match.None<String>(), router.match("GET", "/orders/1/2/3/4"));
    }

    @Test
    void theMoreLiteralPatternWins() {
        assertEquals(new Match.Found<>("resolve", Map.of()), router.match("POST", "/orders/resolve"));
        assertEquals(new Match.Found<>("get", Map.of("id", "resolve")), router.match("GET", "/orders/resolve"));
        assertEquals(new Match.Found<>("any", Map.of("kind", "trades", "id", "1")), router.match("GET", "/trades/1"));
    }

    @Test
    void wrongMethodIsAnsweredWithTheAllowedMethods() {
        assertEquals(new Match.OtherMethod<String>(Set.of("GET", "POST")), router.match("PUT", "/orders"));
        assertEquals(new Match.OtherMethod<String>(Set.of("DELETE", "GET")), router.match("PUT", "/orders/1"));
    }

    @Test
    void aSlashAtTheEndChangesNothing() {
        router.add("GET", "/users/", "users");
        assertEquals(new Match.Found<>("users", Map.of()), router.match("GET", "/users"));
        assertEquals(new Match.Found<>("users", Map.of()), router.match("GET", "/users/"));
        assertEquals(new Match.Found<>("list", Map.of()), router.match("GET", "/orders/"));
        assertEquals(new Match.Found<>("get", Map.of("id", "12")), router.match("GET", "/orders/12/"));
    }

    @Test
    void anEmptySegmentIsNoParameter() {
        assertEquals(new Match.None<String>(), router.match("GET", "/orders//"));
        assertEquals(new Match.None<String>(), router.match("GET", ""));
        assertEquals(new Match.None<String>(), router.match("GET", "//"));
    }

    @Test
    void aRouteIsAddedOnce() {
        Routes routes = new Routes().get("/a", Access.PUBLIC, _ -> Answer.noContent());

        assertThrows(IllegalArgumentException.class, () -> routes.get("/a", Access.CALLER, _ -> Answer.noContent()));
    }
}
