package com.flowex.tenants.app.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.access.http.response.Json;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.platform.errors.FieldError;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form of a market, every field of it: what it may be, and what is said where it is not. */
class MarketFormParserTest {

    private static final Asset BTC = new Asset(7, new AssetId(11), "BTC", new Scale(8), 21_000_000);
    private static final Asset USDT = new Asset(7, new AssetId(13), "USDT", new Scale(6), 1_000_000_000);

    private static final String LEAST = """
            "base":"BTC","quote":"USDT","price_scale":2,"price_tick":"0.01","max_price":"1000000",\
            "quantity_lot":"0.001","min_quantity":"0.001","max_quantity":"100\"""";

    private static final String FLAT = "\"maker_fee\":\"0.001\",\"taker_fee\":\"0.002\"";

    @Test
    void omittedFieldsMeanNoLimitAndEveryOrderKind() {
        MarketTerms terms = terms("{" + LEAST + "," + FLAT + "}");

        assertEquals("BTC-USDT", terms.symbol());
        assertEquals(1, terms.rules().tickUnits());
        assertEquals(100_000, terms.rules().lotUnits());
        assertEquals(0, terms.rules().notionalMinUnits());
        assertEquals(EnumSet.allOf(OrderKind.class), terms.rules().risk().kinds());
        assertEquals(0, terms.rules().risk().openOrdersMax());
        assertEquals(2_000, terms.fees().base().takerMillionths());
    }

    @Test
    void shownMarketListsAnEqualMarketAgain() {
        MarketTerms terms = terms("{" + LEAST + """
                ,"min_notional":"5","max_notional":"250000.5","max_position":"40","max_open_orders":20,\
                "price_band":"0.05","circuit_breaker":{"move":"0.1","window_seconds":60,"halt_seconds":300},\
                "order_types":["limit","stop_loss","oco"],\
                "fee_tiers":[{"volume_from":"0","maker_fee":"0.001","taker_fee":"0.002"},\
                {"volume_from":"1000000","maker_fee":"-0.0001","taker_fee":"0.0015"}]}""");
        Instrument listed = terms.numbered(7, 3, BTC, USDT);

        byte[] shown = Json.bytes(MarketForm.of(listed, BTC, USDT));

        assertEquals(terms, terms(new String(shown, StandardCharsets.UTF_8)));
        assertEquals(50_000, terms.rules().risk().bandMillionths());
        assertEquals(60_000_000_000L, terms.rules().risk().breaker().windowNanos());
        assertEquals(-100, terms.fees().tiers().getLast().rates().makerMillionths());
    }

    @Test
    void aChangeKeepsWhateverItDoesNotName() {
        Instrument listed = terms("{" + LEAST + "," + FLAT + """
                ,"circuit_breaker":{"move":"0.1","window_seconds":60,"halt_seconds":300}}""").numbered(7, 3, BTC, USDT);
        MarketForm form = MarketForm.of(listed, BTC, USDT);

        MarketTerms dearer = read(form.with(parsed("{\"maker_fee\":\"0.002\",\"taker_fee\":\"0.003\"}")));
        MarketTerms withoutBreaker = read(form.with(parsed("{\"circuit_breaker\":{\"move\":\"0\"}}")));

        assertEquals(listed.rules(), dearer.rules());
        assertEquals(3_000, dearer.fees().base().takerMillionths());
        assertEquals(listed.fees(), withoutBreaker.fees());
        assertEquals(false, withoutBreaker.rules().risk().breaker().isOn());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            base            | `"base":"DOGE"`                      | the code of a listed asset
            base            | `"base":null`                        | the code of a listed asset
            quote           | `"quote":"BTC"`                      | another asset than base
            price_scale     | `"price_scale":19`                   | a whole number from 0 to 18
            price_scale     | `"price_scale":null`                 | a whole number from 0 to 18
            price_tick      | `"price_tick":"0"`                   | above zero
            price_tick      | `"price_tick":null`                  | given
            max_price       | `"max_price":"0.001"`                | a plain decimal such as "1.25" with at most 2 places, no larger than 92233720368547758.07
            max_price       | `"price_tick":"5","max_price":"4"`   | price_tick or more
            quantity_lot    | `"quantity_lot":"-1"`                | above zero
            min_quantity    | `"min_quantity":"0"`                 | above zero
            max_quantity    | `"max_quantity":"0.0001"`            | min_quantity or more
            min_notional    | `"min_notional":"-1"`                | zero or above
            min_notional    | `"quantity_lot":"0.00001","min_notional":"0"` | one unit of the quote asset or more, because price_tick times quantity_lot is worth less than one unit
            max_notional    | `"max_notional":"-1"`                | zero or above
            max_position    | `"max_position":"-0.1"`              | zero or above
            max_open_orders | `"max_open_orders":-1`               | a whole number from 0 to 2147483647
            price_band      | `"price_band":"1"`                   | below 1
            price_band      | `"price_band":"-0.1"`                | zero or above
            circuit_breaker.move | `"circuit_breaker":{"move":"1.1","window_seconds":60,"halt_seconds":60}` | 1 or less
            circuit_breaker.move | `"circuit_breaker":{"window_seconds":60,"halt_seconds":60}` | given
            circuit_breaker.window_seconds | `"circuit_breaker":{"move":"0.1","halt_seconds":60}` | a whole number from 1 to 86400
            circuit_breaker.halt_seconds | `"circuit_breaker":{"move":"0.1","window_seconds":60,"halt_seconds":86401}` | a whole number from 1 to 86400
            order_types     | `"order_types":[]`                   | at least one type
            order_types.1   | `"order_types":["limit","day"]`      | one of limit, market, stop_loss, stop_loss_limit, take_profit, take_profit_limit, trailing_stop, iceberg, twap, oco
            order_types.0   | `"order_types":[null]`               | given, not null
            maker_fee       | `"maker_fee":"0.2"`                  | within -0.1..0.1
            maker_fee       | `"maker_fee":"-0.01"`                | no rebate above the lowest taker_fee
            maker_fee       | `"maker_fee":null`                   | given
            taker_fee       | `"taker_fee":"-0.001"`               | within 0..0.1
            maker_fee       | `"fee_tiers":[{"volume_from":"0","maker_fee":"0","taker_fee":"0"}]` | left out beside fee_tiers
            """)
    void aFieldThatBreaksItsRuleIsNamedWithIt(String field, String change, String rule) {
        FieldError error = firstError(change);

        assertEquals(field, error.field());
        assertEquals(rule, error.rule());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fee_tiers               | `[]`                                                                | a list of 1 to 16 tiers
            fee_tiers.0.volume_from | `[{"volume_from":"1","maker_fee":"0","taker_fee":"0"}]`             | "0" in the first tier
            fee_tiers.0             | `[null]`                                                            | given, not null
            fee_tiers.1.volume_from | `[{"volume_from":"0","maker_fee":"0","taker_fee":"0"},{"volume_from":"0","maker_fee":"0","taker_fee":"0"}]` | above that of the tier before
            fee_tiers.0.taker_fee   | `[{"volume_from":"0","maker_fee":"0"}]`                             | given
            fee_tiers.1.maker_fee   | `[{"volume_from":"0","maker_fee":"0","taker_fee":"0.001"},{"volume_from":"9","maker_fee":"-1","taker_fee":"0"}]` | within -0.1..0.1
            """)
    void aTierThatBreaksItsRuleIsNamedByItsPlace(String field, String tiers, String rule) {
        FieldError error = firstError("\"maker_fee\":null,\"taker_fee\":null,\"fee_tiers\":" + tiers);

        assertEquals(field, error.field());
        assertEquals(rule, error.rule());
    }

    @Test
    void allFaultsOfOneMarketAreReportedWithTheirPath() {
        Fields fields = new Fields();
        new MarketFormParser(
                parsed("{\"base\":\"BTC\",\"quote\":\"USDT\"}"),
                fields.under("markets.1"),
                MarketFormParserTest::scale);

        Refusal problem = assertThrows(Refusal.class, fields::check);

        assertEquals(
                List.of(
                        "markets.1.price_scale",
                        "markets.1.price_tick",
                        "markets.1.max_price",
                        "markets.1.quantity_lot",
                        "markets.1.min_quantity",
                        "markets.1.max_quantity",
                        "markets.1.maker_fee",
                        "markets.1.taker_fee"),
                problem.errors().stream().map(FieldError::field).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            code   | `{"code":"btc","scale":8,"supply":"1"}`                     | 1 to 16 of A-Z and 0-9
            code   | `{"scale":8,"supply":"1"}`                                  | 1 to 16 of A-Z and 0-9
            scale  | `{"code":"BTC","scale":19,"supply":"1"}`                    | a whole number from 0 to 18
            scale  | `{"code":"BTC","supply":"1"}`                               | a whole number from 0 to 18
            supply | `{"code":"BTC","scale":8,"supply":"0"}`                     | above zero
            supply | `{"code":"BTC","scale":8,"supply":"1.5"}`                   | a plain decimal such as "1.25" with at most 0 places, no larger than 9223372036854775807
            supply | `{"code":"BTC","scale":8}`                                  | given
            """)
    void anAssetsFieldThatBreaksItsRuleIsNamedWithIt(String field, String body, String rule) {
        Fields fields = new Fields();
        Json.read(body.getBytes(StandardCharsets.UTF_8), AssetForm.class).read(fields.under("assets.0"));

        FieldError error = assertThrows(Refusal.class, fields::check).errors().getFirst();

        assertEquals("assets.0." + field, error.field());
        assertEquals(rule, error.rule());
    }

    /** The first thing wrong with a good market that is changed so. */
    private static FieldError firstError(String change) {
        String good = LEAST + "," + FLAT;
        for (String field : change.replaceAll("[{\\[].*[}\\]]", "0").split(",", -1)) {
            String name = field.substring(0, field.indexOf(':'));
            good = good.replaceAll(name + ":(\"[^\"]*\"|[0-9]+),?", "");
        }
        String body = "{" + good.replaceAll(",$", "") + "," + change + "}";
        return assertThrows(Refusal.class, () -> terms(body)).errors().getFirst();
    }

    private static MarketTerms terms(String body) {
        return read(parsed(body));
    }

    private static MarketTerms read(MarketForm form) {
        Fields fields = new Fields();
        MarketFormParser reading = new MarketFormParser(form, fields, MarketFormParserTest::scale);
        fields.check();
        return reading.terms();
    }

    private static MarketForm parsed(String body) {
        return Json.read(body.getBytes(StandardCharsets.UTF_8), MarketForm.class);
    }

    private static Optional<Scale> scale(String code) {
        return switch (code) {
            case "BTC" -> Optional.of(BTC.scale());
            case "USDT" -> Optional.of(USDT.scale());
            default -> Optional.empty();
        };
    }
}
