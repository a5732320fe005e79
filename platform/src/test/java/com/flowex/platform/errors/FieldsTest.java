package com.flowex.platform.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.Scale;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    private static final Scale CENTS = new Scale(2);

    private final Fields fields = new Fields();

    @Test
    void rightValuesAreRead() {
        assertEquals("BTC-USDT", fields.text("symbol", "BTC-USDT", 10));
        assertEquals(150, fields.positive("price", "1.50", CENTS));
        assertEquals(-150, fields.decimal("change", "-1.5", CENTS));
        assertEquals(Side.SELL, fields.oneOf("side", "sell", Side.class));
        fields.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\u202Eb", "a\u2066b", "a\u200Bb", "a\uFEFFb", "a\u2028b", "a\u0085b", "a\uD800b"})
    void aNameHasNoCharactersThatCannotBeSeen(String name) {
        fields.name("label", name, 60);

        assertThrows(Refusal.class, fields::check);
    }

    @Test
    void aNameMayBeWrittenWithJoiners() {
        assertEquals(
                "\u0645\u06CC\u200C\u062E\u0631\u0645",
                fields.name("label", " \u0645\u06CC\u200C\u062E\u0631\u0645 ", 60));
        fields.check();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1.001",
                "0",
                "0.00",
                "-1",
                "1e2",
                "1e400",
                "NaN",
                "Infinity",
                "+1",
                "0x10",
                "1,5",
                ".5",
                "1.",
                "١",
                "99999999999999999999",
                "1 ",
                "--1"
            })
    void aPriceThatIsNoneIsRefused(String price) {
        fields.positive("price", price, CENTS);

        Refusal problem = assertThrows(Refusal.class, fields::check);

        assertEquals(RefusalCode.INVALID_FIELD, problem.code());
        assertEquals(1, problem.errors().size());
        assertEquals("price", problem.errors().getFirst().field());
    }

    @Test
    void everyBrokenRuleIsNamedAtOnce() {
        fields.text("symbol", null, 10);
        fields.text("note", "x".repeat(11), 10);
        fields.oneOf("side", "BUY", Side.class);
        fields.decimal("quantity", null, CENTS);
        fields.positive("price", "0", CENTS);

        Refusal problem = assertThrows(Refusal.class, fields::check);

        assertEquals(
                List.of(
                        new FieldError("symbol", "given"),
                        new FieldError("note", "at most 10 characters long"),
                        new FieldError("side", "one of buy, sell"),
                        new FieldError("quantity", "given"),
                        new FieldError("price", "above zero")),
                problem.errors());
        assertEquals("symbol must be given", problem.detail());
    }
}
