package com.flowex.simulator.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.simulator.chaos.Door.Reply;
import com.flowex.simulator.history.Deed;
import com.flowex.simulator.history.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * HTTP adapter of one account: encodes its requests and interprets the exchange's answers. It is used by one thread.
 */
final class AccountDoor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "FlowEx-chaos-1!";
    private static final String ORDERS = "/api/trading/orders";
    private static final int PAGE = 500;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;

    private final Door door;
    private final String symbol;
    private final String account;
    private final Function<String, String> emails;
    private final Map<String, String> numbers = new HashMap<>();
    private String token = "";
    private int turn;

    /**
     * @param account name of the account within the history
     * @param emails e-mail addresses of accounts, by their names within the history
     * @param turn index of the address that it tries first
     */
    AccountDoor(Door door, String symbol, String account, Function<String, String> emails, int turn) {
        this.door = door;
        this.symbol = symbol;
        this.account = account;
        this.emails = emails;
        this.turn = turn;
    }

    /** Registers and logs in; returns true if that succeeded. */
    boolean enter() {
        ObjectNode user = JSON.createObjectNode()
                .put("email", emails.apply(account))
                .put("password", PASSWORD)
                .put("first_name", "Chaos")
                .put("last_name", "Load");
        door.ask(turn, "", "POST", "/api/auth/register", user.toString());
        return login();
    }

    /** Logs in; returns true if that succeeded. */
    boolean login() {
        ObjectNode claim =
                JSON.createObjectNode().put("email", emails.apply(account)).put("password", PASSWORD);
        Reply reply = door.ask(turn, "", "POST", "/api/auth/login", claim.toString());
        if (reply.isDone()) {
            token = reply.body().path("access_token").asText();
        } else if (reply.status() < 0) {
            turn++;
        }
        return reply.isDone();
    }

    /** Returns the token sent with requests; empty before the first login. */
    String token() {
        return token;
    }

    /** Sends a request once, and returns the knowledge gained from the answer. */
    Told ask(Deed deed) {
        return switch (deed) {
            case Deed.Place place -> command(deed, "POST", ORDERS, order(place));
            case Deed.Amend amend ->
                command(
                        deed,
                        "PATCH",
                        ORDERS + "/" + number(amend.id()),
                        JSON.createObjectNode()
                                .put("price", amend.price().toPlainString())
                                .put("quantity", amend.quantity().toPlainString())
                                .toString());
            case Deed.Cancel cancel -> command(deed, "DELETE", ORDERS + "/" + number(cancel.id()), "");
            case Deed.Transfer move ->
                command(
                        deed,
                        "POST",
                        "/api/wallet/transfers",
                        JSON.createObjectNode()
                                .put("to", emails.apply(move.to()))
                                .put("currency", move.asset())
                                .put("amount", move.amount().toPlainString())
                                .put("id", move.id())
                                .toString());
            case Deed.Deposit deposit ->
                command(
                        deed,
                        "POST",
                        "/api/wallet/deposit",
                        JSON.createObjectNode()
                                .put("currency", deposit.asset())
                                .put("amount", deposit.amount().toPlainString())
                                .put("id", deposit.id())
                                .toString());
            case Deed.Read read -> read(read);
        };
    }

    /** Returns the exchange's number of an order that an earlier answer contained. */
    private String number(String id) {
        return numbers.getOrDefault(id, "0");
    }

    private String order(Deed.Place place) {
        return JSON.createObjectNode()
                .put("symbol", symbol)
                .put("side", place.buys() ? "buy" : "sell")
                .put("type", "limit")
                .put("price", place.price().toPlainString())
                .put("quantity", place.quantity().toPlainString())
                .put("time_in_force", place.stays() ? "gtc" : "ioc")
                .put("client_order_id", place.id())
                .toString();
    }

    private Told command(Deed deed, String method, String path, String body) {
        Reply reply = door.ask(turn, token, method, path, body);
        int status = reply.status();
        if (reply.isDone()) {
            return done(deed, reply.body());
        }
        if (status < 0 || status / 100 == 5) {
            turn++;
        }
        if (status == UNAUTHORIZED) {
            login();
        }
        if (status == Door.NEVER_SENT || status == UNAUTHORIZED || status == TOO_MANY) {
            return new Told.Missed(status == Door.NEVER_SENT ? "nobody there" : reply.code());
        }
        return status / 100 == 4 && !reply.code().equals("client_order_id_expired")
                ? new Told.Refused(reply.code())
                : new Told.Unclear(status == Door.NO_ANSWER ? "no answer" : status + " " + reply.code());
    }

    private Told done(Deed deed, JsonNode body) {
        return switch (deed) {
            case Deed.Transfer _, Deed.Deposit _ ->
                body.path("status").asText().equals("completed")
                        ? new Told.Done(
                                body.path("id").asText(), body.path("sequence").asLong())
                        : new Told.Unclear(body.path("status").asText());
            default ->
                body.has("client_order_id")
                        ? seen(body)
                        : new Told.Done("", body.path("sequence").asLong());
        };
    }

    private Told.OrderSeen seen(JsonNode order) {
        Told.OrderSeen seen = ExchangeWords.order(order);
        numbers.put(seen.id(), seen.number());
        return seen;
    }

    private Told read(Deed.Read read) {
        return switch (read.of()) {
            case ORDER -> one(ORDERS + "/" + number(read.id()), this::seen);
            case BALANCES -> one("/api/wallet/balances", ExchangeWords::balances);
            case LEDGER ->
                one(
                        "/api/wallet/ledger",
                        body -> new Told.Ledger(body.path("zero_sum").asBoolean()));
            case ORDERS -> all(ORDERS, this::seen, Told.Orders::new);
            case FILLS -> all("/api/trading/trades", ExchangeWords::fill, Told.Fills::new);
            case MOVES -> all("/api/wallet/transactions", ExchangeWords::move, Told.Moves::new);
            case LIFE ->
                all(
                        ORDERS + "/" + number(read.id()) + "/events",
                        event -> new Told.LifeEvent(
                                event.path("event").asText(),
                                event.path("sequence").asLong()),
                        Told.Life::new);
        };
    }

    private Told one(String path, Function<JsonNode, Told> meaning) {
        Reply reply = door.ask(turn, token, "GET", path, "");
        return reply.isDone() ? meaning.apply(reply.body()) : unread(reply);
    }

    private Told unread(Reply reply) {
        if (reply.status() < 0) {
            turn++;
        }
        if (reply.status() == UNAUTHORIZED) {
            login();
        }
        return new Told.Missed(reply.status() < 0 ? "no answer" : reply.code());
    }

    private <T> Told all(String path, Function<JsonNode, T> meaning, Function<List<T>, Told> whole) {
        List<T> items = new ArrayList<>();
        String cursor = "";
        do {
            Reply reply = door.ask(turn, token, "GET", path + "?limit=" + PAGE + cursor, "");
            if (!reply.isDone()) {
                return unread(reply);
            }
            reply.body().path("items").forEach(item -> items.add(meaning.apply(item)));
            JsonNode next = reply.body().path("next_cursor");
            cursor = next.isTextual() ? "&cursor=" + next.asText() : "";
        } while (!cursor.isEmpty());
        return whole.apply(items);
    }
}
