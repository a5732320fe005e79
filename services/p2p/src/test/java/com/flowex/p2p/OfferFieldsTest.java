package com.flowex.p2p;

import org.junit.jupiter.api.Test;

class OfferFieldsTest extends P2pScenario {

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
}
