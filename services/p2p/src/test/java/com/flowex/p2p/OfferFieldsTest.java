package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.access.testing.TestAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class OfferFieldsTest {

    private static final String OFFERS = "/api/v1/p2p/own-offers";
    private static final String SALE = """
            {"side":"sell","asset":"BTC","currency":"EUR","price":"60000","quantity":"5","min_quantity":"0.01",
             "max_quantity":"2","methods":["bank_transfer"],"window_minutes":15,"terms":"name as on the account",
             "payment_details":"DE89 3704 0044 0532 0130 00"}""";

    private final P2pWorld world = new P2pWorld();
    private final String ada = world.stand.token(1, "user");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void wrongOffersNameTheirField() {
        assertField("price", SALE.replace("\"60000\"", "\"-1\""));
        assertField(
                "price",
                SALE.replace("\"60000\"", "\"92233720368\"")
                        .replace("\"2\"", "\"10000000\"")
                        .replace("\"5\"", "\"21000000\""));
        assertField("currency", SALE.replace("EUR", "XYZ"));
        assertField("currency", SALE.replace("EUR", "BTC"));
        assertField("window_minutes", SALE.replace(":15,", ":14,"));
        assertField("methods", SALE.replace("[\"bank_transfer\"]", "[]"));
        assertField("max_quantity", SALE.replace("\"2\"", "\"0.001\""));
        assertField(
                "payment_details",
                SALE.replace("\"payment_details\":\"DE89 3704 0044 0532 0130 00\"", "\"min_trades\":0"));
        assertField("margin", SALE.replace("\"price\":\"60000\"", "\"margin\":5001"));
    }

    private void assertField(String field, String json) {
        TestAnswer answer = world.server.post(OFFERS, json, ada);
        assertEquals(400, answer.status(), answer::text);
        assertEquals(field, answer.json().path("errors").path(0).path("field").asText(), answer::text);
    }
}
