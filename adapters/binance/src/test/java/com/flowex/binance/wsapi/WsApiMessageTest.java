package com.flowex.binance.wsapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.flowex.binance.dialect.ErrorBody;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WsApiMessageTest {

    private static WsApiMessage.Request understood(String text) {
        return assertInstanceOf(WsApiMessage.Request.class, WsApiMessage.parse(text));
    }

    /** The signed text is the sent text: numbers keep their digits, and a flag is its word. */
    @Test
    void parametersAreTextsAsTheyWereSent() {
        WsApiMessage.Request request = understood("""
                {"id":1,"method":"order.place","params":{"quantity":0.0010,"timestamp":1700000000000,"flag":true,
                "price":"10.50","symbols":["A", "B"]}}""");

        assertEquals("order.place", request.method());
        assertEquals(
                Map.of(
                        "quantity", "0.0010",
                        "timestamp", "1700000000000",
                        "flag", "true",
                        "price", "10.50",
                        "symbols", "[\"A\",\"B\"]"),
                request.params());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"7|7", "\"7\"|\"7\"", "null|null", "9007199254740993|9007199254740993"})
    void anIdIsEchoedInKind(String sent, String echoed) {
        assertEquals(
                echoed,
                understood("{\"id\":" + sent + ",\"method\":\"time\"}").id().toString());
        assertEquals(
                echoed,
                WsApiMessage.parse("{\"params\":5,\"method\":\"time\",\"id\":" + sent + "}")
                        .id()
                        .toString(),
                "also of a request that is refused before it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense|-1100",
                "[]|-1100",
                "{\"id\":1|-1100",
                "{\"method\":\"time\"} {}|-1100",
                "{\"method\":\"time\",\"method\":\"ping\"}|-1100",
                "{\"id\":1}|-1102",
                "{\"id\":{},\"method\":\"time\"}|-1100",
                "{\"id\":1.5,\"method\":\"time\"}|-1100",
                "{\"method\":\"time\",\"more\":1}|-1104",
                "{\"method\":\"time\",\"params\":[]}|-1100",
                "{\"method\":\"time\",\"params\":{\"symbol\":null}}|-1105"
            })
    void malformedRequestIsRefused(String text, int code) {
        WsApiMessage.Malformed refused = assertInstanceOf(WsApiMessage.Malformed.class, WsApiMessage.parse(text));

        assertEquals(code, ErrorBody.of(refused.why()).code());
    }
}
