package com.flowex.simulator.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.simulator.chaos.ExchangeHttpClient.Reply;
import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * HTTP adapter of one account: encodes its requests and interprets the exchange's answers. It is used by one thread.
 */
final class AccountHttpAdapter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "FlowEx-chaos-1!";
    private static final String ORDERS = "/api/trading/orders";
    private static final int PAGE = 500;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;

    private final ExchangeHttpClient http;
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
    AccountHttpAdapter(
            ExchangeHttpClient http, String symbol, String account, Function<String, String> emails, int turn) {
        this.http = http;
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
        http.request(turn, "", "POST", "/api/auth/register", user.toString());
        return login();
    }

    /** Logs in; returns true if that succeeded. */
    boolean login() {
        ObjectNode claim =
                JSON.createObjectNode().put("email", emails.apply(account)).put("password", PASSWORD);
        Reply reply = http.request(turn, "", "POST", "/api/auth/login", claim.toString());
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
    ClientAnswer request(ClientOperation operation) {
        return switch (operation) {
            case ClientOperation.Place place -> command(operation, "POST", ORDERS, order(place));
            case ClientOperation.Amend amend ->
                command(
                        operation,
                        "PATCH",
                        ORDERS + "/" + number(amend.id()),
                        JSON.createObjectNode()
                                .put("price", amend.price().toPlainString())
                                .put("quantity", amend.quantity().toPlainString())
                                .toString());
            case ClientOperation.Cancel cancel -> command(operation, "DELETE", ORDERS + "/" + number(cancel.id()), "");
            case ClientOperation.Transfer move ->
                command(
                        operation,
                        "POST",
                        "/api/wallet/transfers",
                        JSON.createObjectNode()
                                .put("to", emails.apply(move.to()))
                                .put("currency", move.asset())
                                .put("amount", move.amount().toPlainString())
                                .put("id", move.id())
                                .toString());
            case ClientOperation.Deposit deposit ->
                command(
                        operation,
                        "POST",
                        "/api/wallet/deposit",
                        JSON.createObjectNode()
                                .put("currency", deposit.asset())
                                .put("amount", deposit.amount().toPlainString())
                                .put("id", deposit.id())
                                .toString());
            case ClientOperation.Read read -> read(read);
        };
    }

    /** Returns the exchange's number of an order that an earlier answer contained. */
    private String number(String id) {
        return numbers.getOrDefault(id, "0");
    }

    private String order(ClientOperation.Place place) {
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

    private ClientAnswer command(ClientOperation operation, String method, String path, String body) {
        Reply reply = http.request(turn, token, method, path, body);
        int status = reply.status();
        if (reply.isDone()) {
            return done(operation, reply.body());
        }
        if (status < 0 || status / 100 == 5) {
            turn++;
        }
        if (status == UNAUTHORIZED) {
            login();
        }
        if (status == ExchangeHttpClient.NEVER_SENT || status == UNAUTHORIZED || status == TOO_MANY) {
            return new ClientAnswer.NotDelivered(
                    status == ExchangeHttpClient.NEVER_SENT ? "no connection" : reply.code());
        }
        return status / 100 == 4 && !reply.code().equals("client_order_id_expired")
                ? new ClientAnswer.Refused(reply.code())
                : new ClientAnswer.OutcomeUnknown(
                        status == ExchangeHttpClient.NO_ANSWER ? "no answer" : status + " " + reply.code());
    }

    private ClientAnswer done(ClientOperation operation, JsonNode body) {
        return switch (operation) {
            case ClientOperation.Transfer _, ClientOperation.Deposit _ ->
                body.path("status").asText().equals("completed")
                        ? new ClientAnswer.Done(
                                body.path("id").asText(), body.path("sequence").asLong())
                        : new ClientAnswer.OutcomeUnknown(body.path("status").asText());
            default ->
                body.has("client_order_id")
                        ? seen(body)
                        : new ClientAnswer.Done("", body.path("sequence").asLong());
        };
    }

    private ClientAnswer.OrderSeen seen(JsonNode order) {
        ClientAnswer.OrderSeen orderSeen = ExchangeJsonMapper.order(order);
        numbers.put(orderSeen.id(), orderSeen.number());
        return orderSeen;
    }

    private ClientAnswer read(ClientOperation.Read read) {
        return switch (read.of()) {
            case ORDER -> one(ORDERS + "/" + number(read.id()), this::seen);
            case BALANCES -> one("/api/wallet/balances", ExchangeJsonMapper::balances);
            case LEDGER ->
                one(
                        "/api/wallet/ledger",
                        body -> new ClientAnswer.Ledger(body.path("zero_sum").asBoolean()));
            case ORDERS -> all(ORDERS, this::seen, ClientAnswer.Orders::new);
            case FILLS -> all("/api/trading/trades", ExchangeJsonMapper::fill, ClientAnswer.Fills::new);
            case MOVES -> all("/api/wallet/transactions", ExchangeJsonMapper::move, ClientAnswer.Moves::new);
            case LIFE ->
                all(
                        ORDERS + "/" + number(read.id()) + "/events",
                        event -> new ClientAnswer.OrderLifeEvent(
                                event.path("event").asText(),
                                event.path("sequence").asLong()),
                        ClientAnswer.Life::new);
        };
    }

    private ClientAnswer one(String path, Function<JsonNode, ClientAnswer> meaning) {
        Reply reply = http.request(turn, token, "GET", path, "");
        return reply.isDone() ? meaning.apply(reply.body()) : unread(reply);
    }

    private ClientAnswer unread(Reply reply) {
        if (reply.status() < 0) {
            turn++;
        }
        if (reply.status() == UNAUTHORIZED) {
            login();
        }
        return new ClientAnswer.NotDelivered(reply.status() < 0 ? "no answer" : reply.code());
    }

    private <T> ClientAnswer all(String path, Function<JsonNode, T> meaning, Function<List<T>, ClientAnswer> whole) {
        List<T> items = new ArrayList<>();
        String cursor = "";
        do {
            Reply reply = http.request(turn, token, "GET", path + "?limit=" + PAGE + cursor, "");
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
