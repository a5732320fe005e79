package com.flowex.simulator.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.streams.ReceivedEntry;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Mapper of the exchange's JSON, in answers and in streams: docs/api/openapi.yaml, docs/api/account-stream.md. */
final class ExchangeJsonMapper {

    private ExchangeJsonMapper() {}

    static ClientAnswer.OrderSeen order(JsonNode order) {
        return new ClientAnswer.OrderSeen(
                order.path("client_order_id").asText(),
                order.path("id").asText(),
                order.path("status").asText(),
                amount(order, "price"),
                amount(order, "quantity"),
                amount(order, "filled_quantity"),
                order.path("sequence").asLong());
    }

    private static BigDecimal amount(JsonNode node, String field) {
        return new BigDecimal(node.path(field).asText("0"));
    }

    static ClientAnswer.Balances balances(JsonNode body) {
        Map<String, BigDecimal> totals = new HashMap<>();
        body.path("items").forEach(asset -> totals.put(asset.path("currency").asText(), amount(asset, "total")));
        return new ClientAnswer.Balances(totals, body.path("sequence").asLong());
    }

    static ClientAnswer.Move move(JsonNode item) {
        return new ClientAnswer.Move(
                item.path("id").asText(),
                item.path("currency").asText(),
                amount(item, "amount"),
                item.path("sequence").asLong());
    }

    static ClientAnswer.Fill fill(JsonNode fill) {
        String[] assets = fill.path("symbol").asText().split("-", 2);
        boolean buys = fill.path("side").asText().equals("buy");
        BigDecimal quantity = amount(fill, "quantity");
        BigDecimal quote = amount(fill, "quote_amount");
        BigDecimal baseFee = cost(fill, assets[0]);
        BigDecimal quoteFee = cost(fill, assets[1]);
        return new ClientAnswer.Fill(
                fill.path("id").asText(),
                fill.path("order_id").asText(),
                assets[0],
                assets[1],
                quantity,
                (buys ? quantity : quantity.negate()).subtract(baseFee),
                (buys ? quote.negate() : quote).subtract(quoteFee),
                baseFee,
                quoteFee,
                fill.path("sequence").asLong());
    }

    /** Returns the fee taken from an asset, less the rebate paid in it. */
    private static BigDecimal cost(JsonNode fill, String asset) {
        BigDecimal fee = fill.path("fee_asset").asText().equals(asset) ? amount(fill, "fee") : BigDecimal.ZERO;
        return fill.path("rebate_asset").asText().equals(asset) ? fee.subtract(amount(fill, "rebate")) : fee;
    }

    /** Returns an entry of an account's stream; empty if the message is not one. */
    static Optional<ReceivedEntry> entry(JsonNode message) {
        return content(message)
                .map(content -> new ReceivedEntry(
                        message.path("number").asLong(),
                        message.path("sequence").asLong(),
                        content));
    }

    private static Optional<ReceivedEntry.Content> content(JsonNode message) {
        String type = message.path("type").asText();
        return switch (type) {
            case "order", "prevented" -> Optional.of(new ReceivedEntry.OrderContent(order(message.path("order"))));
            case "fill" ->
                Optional.of(new ReceivedEntry.Filled(fill(message.path("fill")), order(message.path("order"))));
            case "transfer" -> Optional.of(moved(message));
            case "balance" ->
                Optional.of(new ReceivedEntry.BalanceContent(
                        message.path("currency").asText(), amount(message, "total")));
            case "refused" -> Optional.of(new ReceivedEntry.Nothing(type));
            default -> Optional.empty();
        };
    }

    private static ReceivedEntry.Moved moved(JsonNode message) {
        String stage = message.path("stage").asText();
        return new ReceivedEntry.Moved(
                message.path("transfer_id").asText(),
                message.path("currency").asText(),
                amount(message, "amount"),
                stage.equals("posted") || stage.equals("reserved_posted"));
    }
}
